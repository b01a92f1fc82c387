export async function register(): Promise<void> {
  // Compiled for the edge runtime too, where none of this exists.
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { start } = await import('./instrumentation-node')
  await start()
}
