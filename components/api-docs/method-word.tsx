import { cn } from '@/components/ui/cn'

/** Reading is plain, what changes something has the colour of the seal, and red only takes away. */
function toneOf(method: string): string {
  if (method === 'GET') return 'text-ink-2'
  return method === 'DELETE' ? 'text-red' : 'text-seal'
}

export function MethodWord({ method, className }: { method: string; className?: string }) {
  return <span className={cn('font-mono text-2xs leading-5 font-semibold', toneOf(method), className)}>{method}</span>
}
