/** What went wrong with handing a message over, as nodemailer tells it. */
type SmtpFailure = { code?: unknown; response?: unknown; syscall?: unknown }

const LONGEST = 300

const NO_ANSWER = 'The mail server does not answer.'

const SENTENCES: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server does not accept the sign-in of this one.',
  ECONNECTION: NO_ANSWER,
  EDNS: 'The mail server cannot be found.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  ESOCKET: 'The connection to the mail server broke.',
  ETLS: 'The mail server offers no connection that is safe.',
  STORE_DOWN: 'The file store does not answer.',
}

/** What the mail server or the connection said, for the person who sent. Nothing of this server's settings is in it. */
export function saidBy(error: unknown): string {
  const { code, response, syscall } = error as SmtpFailure
  if (syscall === 'connect') return NO_ANSWER
  if (code !== 'EAUTH' && typeof response === 'string' && response) return clean(response)
  return (typeof code === 'string' && SENTENCES[code]) || 'It could not be handed to the mail server.'
}

/** An answer of a mail server is a stranger's text. */
export function clean(answer: string): string {
  return answer
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
}
