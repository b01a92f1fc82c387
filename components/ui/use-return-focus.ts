import { useRef } from 'react'

/**
 * Gives focus back to what opened a dialog; Radix does so only for triggers of its own. When the opener is gone too (the
 * menu of a deleted row), focus goes to the page's heading, not to nowhere.
 */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      const { current } = opener
      const back = current?.isConnected && current !== document.body ? current : document.querySelector('main h1')
      if (back instanceof HTMLElement) back.focus()
    },
  }
}
