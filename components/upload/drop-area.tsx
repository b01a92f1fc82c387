'use client'
import { FileDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useDropzone } from 'react-dropzone'
import { useUpload } from './uploads-provider'

/** The whole page takes files. A file dropped beside a smaller target would replace the page and end its uploads. */
export function DropArea({ children, className }: { children: ReactNode; className?: string }) {
  const upload = useUpload()
  const { getRootProps, isDragActive } = useDropzone({
    onDrop: (files) => upload(files),
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
