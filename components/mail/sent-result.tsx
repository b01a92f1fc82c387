import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'

type ResultProps = { recipients: number; onClose: () => void }

export function SentResult({ recipients, onClose }: ResultProps) {
  const whom = recipients === 1 ? 'one recipient' : `${recipients.toLocaleString('en')} recipients`
  return (
    <>
      <Notice tone="seal">
        On its way to {whom}, each with a link of their own. Sent shows what becomes of it, and takes it back.
      </Notice>
      <div className={panelFootStyle}>
        <Button asChild>
          <Link href="/sent">Look at Sent</Link>
        </Button>
        <Button tone="seal" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  )
}
