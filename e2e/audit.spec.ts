import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { sql } from './person.ts'
import { root } from '../scripts/root.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'
import { bucketUrl, keysInBucket } from './store.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Audit' })
const line = (page: Page, text: string) => table(page).getByRole('row').filter({ hasText: text })

test('an administrator reads in sentences what happened, and follows a name', async ({ page, signIn, newPerson }) => {
  const member = await newPerson()
  await signInAs(page, member)
  await upload(page, textFile('the plan.txt'))
  await signIn()
  await page.getByRole('link', { name: 'Audit' }).first().click()
  await expect(page.getByRole('heading', { name: 'Audit', exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Who' }).fill(member.email)
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(line(page, `${member.name} began to upload the plan.txt`)).toHaveCount(1)
  await expect(line(page, `${member.name} signed in`)).toHaveCount(1)
  await expect(table(page).getByRole('row')).toHaveCount(3)

  await line(page, 'the plan.txt').getByRole('link', { name: 'the plan.txt' }).click()
  await expect(line(page, 'the plan.txt arrived, was checked and is Ready')).toHaveCount(1)
  await expect(page.getByRole('textbox', { name: 'Document' })).toHaveValue('the plan.txt')
  await page.getByRole('combobox', { name: 'What' }).selectOption('Document ready')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(table(page).getByRole('row')).toHaveCount(2)
  await page.getByLabel('To').fill('2020-01-01')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByText('Nothing fits this filter.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(line(page, 'the plan.txt')).not.toHaveCount(0)
})

test('pages go back in time and to the newest', async ({ page, signIn, newPerson }) => {
  const { id } = await newPerson()
  await sql(
    `INSERT INTO "AuditEvent" (action, "actorId", details, at)
     SELECT 'document.renamed', $1, jsonb_build_object('number', i), now() - make_interval(secs => 120 - i)
     FROM generate_series(1, 120) i`,
    [id],
  )
  await signIn()
  await page.goto(`/settings/audit?who=${id}`)
  await expect(line(page, 'number 120')).toHaveCount(1)
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(line(page, 'number 70')).toHaveCount(1)
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(table(page).getByRole('row')).toHaveCount(21)
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(line(page, 'number 120')).toHaveCount(1)
})

test('what is exported is what the filter shows, and the export is in the audit', async ({
  page,
  signIn,
  newPerson,
}) => {
  const member = await newPerson()
  await signInAs(page, member)
  await upload(page, textFile('=cmd.txt'))
  const admin = await signIn()
  await page.goto(`/settings/audit?who=${member.id}`)
  const fetched = async (name: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const file = await download
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  const csv = await fetched('Export as CSV')
  expect(csv.name).toMatch(/^countersign-audit-\d{4}-\d\d-\d\d\.csv$/)
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(3)
  expect(csv.text).toContain(`,'=cmd.txt,`)
  const lines = await fetched('Export as NDJSON')
  const rows = lines.text
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as { sentence: string })
  expect(rows.map(({ sentence }) => sentence)).toEqual([
    `${member.name} began to upload =cmd.txt`,
    `${member.name} signed in`,
  ])
  await page.goto(`/settings/audit?who=${admin.id}`)
  await expect(line(page, `${admin.name} exported the audit as csv`)).toHaveCount(1)
})

test('an administrator sets how long personal data is kept', async ({ page, signIn }) => {
  const { id } = await signIn()
  await page.goto(`/settings/audit?who=${id}`)
  const days = page.getByRole('textbox', { name: 'Addresses and browsers in the audit' })
  await days.fill('a year')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Type a number of days such as 90')).toBeVisible()
  await days.fill('3000')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(days).toHaveValue('3000')
  await expect(line(page, 'changed how long personal data is kept')).toHaveCount(1)
  await days.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  expect(await sql('SELECT "auditDays" FROM "Retention"')).toEqual([{ auditDays: null }])
})

test('a running installation seals its rows and writes an anchor, and the check agrees', async () => {
  // Of its own: in the common one tests write rows behind the app's back, which the check would name.
  const admin = { ADMIN_EMAIL: 'anna@example.org', ADMIN_PASSWORD: 'a quiet horse eats hay' }
  const server = await startServerOfItsOwn(test.info().outputDir, { ...admin, RECONCILE_INTERVAL: '15' })
  const verify = () => {
    const env = { ...process.env, DATABASE_URL: server.databaseUrl }
    const { status, stdout } = spawnSync(process.execPath, ['scripts/audit/verify.ts', '--json'], { cwd: root, env })
    const { ok, waiting, anchors, findings } = JSON.parse(String(stdout)) as Record<string, unknown>
    return { status, ok, waiting, anchors, findings }
  }
  await expect.poll(verify, { timeout: 40_000 }).toEqual({ status: 0, ok: true, waiting: 0, anchors: 1, findings: [] })
  const anchor = (await keysInBucket()).find((key) => key.startsWith('anchors/'))
  expect((await fetch(bucketUrl(`/${anchor}`))).status).toBe(403)
  await server.stop()
})

test('a member finds no audit, and exports none', async ({ page, signIn, allowConsole }) => {
  allowConsole(/404 \(Not Found\)/)
  await signIn('MEMBER')
  await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0)
  expect((await page.goto('/settings/audit'))?.status()).toBe(404)
  const answer = await page.request.get('/api/v1/audit/export?format=csv')
  expect(answer.status()).toBe(403)
  expect(await answer.text()).toContain('NOT_ALLOWED')
})

test('the audit can be read by everybody', async ({ page, signIn, newPerson }) => {
  const { id } = await newPerson()
  const rows = `
    INSERT INTO "AuditEvent" (action, "actorId", "documentId", details, "personalHash")
    SELECT action, $1, gen_random_uuid(), '{"reason": "late", "seconds": 60}', sha256('erased')
    FROM unnest(ARRAY['document.renamed', 'document.rejected', 'url.issued', 'member.invited']) action`
  await sql(rows, [id])
  await signIn()
  await page.goto(`/settings/audit?who=${id}`)
  await expect(line(page, 'a document that no longer exists')).toHaveCount(3)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], preload: false })
      const { violations } = await axe.analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        `${colorScheme}, ${width} px`,
      ).toEqual([])
    }
  }
})
