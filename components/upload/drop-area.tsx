'use client'
import { FileDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useDropzone, type DropEvent } from 'react-dropzone'
import { toast } from '@/components/notices/toast-store'
import { droppedFiles } from '@/lib/upload-client/dropped-files'
import { useUpload } from './uploads-provider'

/** The whole page takes files. A file dropped beside a smaller target would replace the page and end its uploads. */
export function DropArea({ children, className }: { children: ReactNode; className?: string }) {
  const upload = useUpload()
  const { getRootProps, isDragActive } = useDropzone({
    onDrop: (files) => upload(files),
    onError: () => toast('red', 'Something in what you dropped cannot be read. Drop the rest without it.'),
    getFilesFromEvent: filesOf,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
  })
  return (
    <div {...getRootProps({ role: undefined, className })}>
      {children}
      {isDragActive ? <DropVeil /> : null}
    </div>
  )
}

/** While a drag is over the page the browser says only what kind of things it brings. */
async function filesOf(event: DropEvent | FileSystemFileHandle[]): Promise<(File | DataTransferItem)[]> {
  if (!('dataTransfer' in event) || !event.dataTransfer) return []
  return event.type === 'drop' ? droppedFiles(event.dataTransfer) : [...event.dataTransfer.items]
}

function DropVeil() {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid animate-fade place-items-center bg-paper/80 p-4 backdrop-blur-[2px]">
      <div className="absolute inset-3 rounded-l border-2 border-dashed border-seal bg-seal-wash/60" />
      <div role="status" className="relative grid justify-items-center gap-3 text-center text-seal">
        <FileDown aria-hidden className="size-9" strokeWidth={1.4} />
        <p className="font-serif text-xl">Drop to upload</p>
        <p className="text-s text-ink-2">The files go straight to your own storage.</p>
      </div>
    </div>
  )
}
