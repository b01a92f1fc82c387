'use client'
import './globals.css'
import { FailureText } from '@/components/brand/failure-text'
import { MessagePage } from '@/components/brand/message-page'
import { Button } from '@/components/ui/button'

// The layout itself failed, so this page brings its own.
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Countersign</title>
        <MessagePage
          title="Countersign could not start this page"
          actions={
            <Button tone="seal" onClick={() => location.reload()}>
              Try again
            </Button>
          }
        >
          <FailureText digest={error.digest} />
        </MessagePage>
      </body>
    </html>
  )
}
