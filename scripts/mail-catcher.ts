import { join } from 'node:path'
import { Box } from './mail-catcher/box.ts'
import { startPage } from './mail-catcher/page.ts'
import { startSmtp } from './mail-catcher/smtp.ts'
import { run } from './problem.ts'

/** `mail-catcher.ts --data-dir=… <SMTP port> <page port>`: takes every message and sends none. Loopback only. */
await run(async () => {
  const [dataDir = '', smtpPort, pagePort] = process.argv.slice(2)
  const box = new Box(join(dataDir.replace('--data-dir=', ''), 'mail'))
  const servers = [await startSmtp(Number(smtpPort), (raw) => box.add(raw)), await startPage(Number(pagePort), box)]
  const end = () => {
    for (const server of servers) server.close()
    process.exit(0)
  }
  process.once('SIGTERM', end).once('SIGINT', end)
})
