import { expect, test } from 'vitest'
import { onlyLooks } from './looking'

const MACHINES = [
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'Mozilla/5.0 (compatible; scanner)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'TelegramBot (like TwitterBot)',
  'WhatsApp/2.23.20.0',
  'Microsoft Office Existence Discovery',
  'Mozilla/5.0 (compatible; Barracuda Sentinel)',
]
const PEOPLE = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; CUBOT_X18) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'curl/8.9.1',
  '',
]

test.each(MACHINES)('%s only looks', (agent) => expect(onlyLooks(new Headers({ 'user-agent': agent }))).toBe(true))
test.each(PEOPLE)('“%s” may be a person', (agent) =>
  expect(onlyLooks(new Headers({ 'user-agent': agent }))).toBe(false),
)

test.each([
  ['Sec-Purpose', 'prefetch;prerender'],
  ['Purpose', 'prefetch'],
  ['X-Purpose', 'preview'],
  ['X-Moz', 'prefetch'],
])('%s: %s is nobody who clicked', (name, value) => expect(onlyLooks(new Headers({ [name]: value }))).toBe(true))
