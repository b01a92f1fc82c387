import type { ChangeEvent, MouseEvent } from 'react'
import { canPick, pickFiles } from '@/lib/upload-client/file-picker'

type FileInputProps = { id: string; multiple?: boolean; onFiles: (files: File[]) => void }

/**
 * The input over a button that takes files. Where the browser has a picker whose files it finds again after a reload, a
 * click opens that one; keyboards, screen readers and scripts meet an ordinary input all the same.
 */
export function FileInput({ id, multiple = false, onFiles }: FileInputProps) {
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])])
    // Or choosing the same file again would be no change.
    target.value = ''
  }
  const pick = (event: MouseEvent<HTMLInputElement>) => {
    if (!canPick()) return
    event.preventDefault()
    void pickFiles({ multiple }).then((files) => {
      if (files.length > 0) onFiles(files)
    })
  }
  return (
    <input
      id={id}
      type="file"
      multiple={multiple}
      className="absolute inset-0 size-full cursor-pointer opacity-0"
      onClick={pick}
      onChange={choose}
    />
  )
}
