import type { ComponentProps } from 'react'
import { cn } from './cn'

// Narrow sheets show a row as two lines (display: grid), and browsers drop a table's own semantics with its display:
// the roles say them again.

export function Sheet({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('@container overflow-hidden rounded-m border border-line bg-sheet', className)} {...props} />
  )
}

export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table role="table" className={cn('block w-full border-collapse @3xl:table', className)} {...props} />
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead role="rowgroup" className={cn('sr-only @3xl:not-sr-only @3xl:table-header-group', className)} {...props} />
  )
}

type ColumnsProps = {
  names: readonly string[]
  /** Adds a column for the buttons of each row, whose name only screen readers say. */
  actions?: boolean
}

/** A head whose columns are only named. */
export function TableColumns({ names, actions = false }: ColumnsProps) {
  return (
    <TableHead>
      <tr role="row">
        {names.map((name) => (
          <TableHeader key={name}>{name}</TableHeader>
        ))}
        {actions ? (
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        ) : null}
      </tr>
    </TableHead>
  )
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody role="rowgroup" className={cn('block @3xl:table-row-group', className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      role="row"
      className={cn('group grid border-b border-line/60 last:border-b-0 hover:bg-well/45 @3xl:table-row', className)}
      {...props}
    />
  )
}

export function TableHeader({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cn(
        'h-[37px] border-b border-line px-3.5 text-left text-xs font-medium whitespace-nowrap text-ink-3',
        className,
      )}
      {...props}
    />
  )
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      role="cell"
      className={cn('block whitespace-nowrap @3xl:table-cell @3xl:h-[52px] @3xl:px-3.5', className)}
      {...props}
    />
  )
}
