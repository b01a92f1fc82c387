/** What every page says when it could not be made. The number finds the cause in the server's log and says nothing else. */
export function FailureText({ digest }: { digest: string | undefined }) {
  return (
    <>
      <p>Your documents and uploads are not touched. Try again; if it stays, tell the person who runs Countersign.</p>
      {digest ? <p className="mt-3 font-mono text-xs text-ink-3">Reference {digest}</p> : null}
    </>
  )
}
