import { useEffect } from 'react'
import type { UploadTotal } from '@/lib/upload-client/queue'
import { tabTitle } from './summary'

/** Shows in the tab's title how far the uploads are: they are looked for from other tabs. */
export function useTabTitle(total: UploadTotal): void {
  useEffect(() => {
    const show = () => {
      const next = tabTitle(document.title, total)
      if (next !== document.title) document.title = next
    }
    show()
    // Every other page writes a title of its own.
    const observer = new MutationObserver(show)
    observer.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => observer.disconnect()
  }, [total])
}
