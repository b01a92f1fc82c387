'use client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { panelFootStyle } from '@/components/ui/panel'
import { WaysSection } from './ways-section'

type Props = { document: { id: string; name: string }; onTransfer: (() => void) | null; onClose: () => void }

/** The ways into one document on their own, for who may see them and not the document: administrators. */
export function WhoCanOpenDialog({ document: { id, name }, onTransfer, onClose }: Props) {
  return (
    <Dialog open onOpenChange={onClose} wide title={`Who can open “${name}”?`}>
      <WaysSection documentId={id} />
      <div className={panelFootStyle}>
        {onTransfer ? (
          <Button className="md:mr-auto" onClick={onTransfer}>
            Transfer…
          </Button>
        ) : null}
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  )
}
