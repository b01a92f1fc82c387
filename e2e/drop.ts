import type { Page } from '@playwright/test'

type DragStep = 'dragEnter' | 'dragOver' | 'drop'

/** Drags files over the page from its upper edge to its middle, as a person's hand would; `drop` lets go of them there. */
export async function dragFiles(page: Page, paths: readonly string[], steps: readonly DragStep[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of steps) {
    const y = type === 'dragEnter' ? 10 : height / 2
    await devtools.send('Input.dispatchDragEvent', { type, x: width / 2, y, data })
  }
}
