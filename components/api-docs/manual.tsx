import Link from 'next/link'
import { Brand } from '@/components/brand/brand'
import type { Manual as ManualProps } from '@/lib/api/openapi/manual'
import { Contents } from './contents'
import { ErrorTable } from './error-table'
import { FirstSteps } from './first-steps'
import { Group } from './group'
import { SchemaList } from './schema-list'

export function Manual(manual: ManualProps) {
  const { url, version, introduction, groups, schemas, errors } = manual
  return (
    <div className="mx-auto max-w-[1360px] lg:grid lg:grid-cols-[248px_minmax(0,1fr)]">
      <header className="px-4 pt-5 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r lg:border-line lg:px-5 lg:pb-8">
        <Link href="/" className="inline-block rounded-s">
          <Brand />
        </Link>
        <Contents groups={groups} />
      </header>
      <main className="min-w-0 px-4 pt-7 pb-24 lg:px-10">
        <FirstSteps url={url} version={version} introduction={introduction} />
        {groups.map((group) => (
          <Group key={group.name} {...group} />
        ))}
        <ErrorTable errors={errors} />
        <SchemaList schemas={schemas} />
      </main>
    </div>
  )
}
