import type { Page } from '@playwright/test'

type DragStep = 'dragEnter' | 'dragOver' | 'dragCancel' | 'drop'

/** Drags files from outside over the middle of the page; `drop` lets go of them there, as a person's hand would. */
export async function dragFiles(page: Page, paths: readonly string[], steps: readonly DragStep[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of steps) await devtools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
}
