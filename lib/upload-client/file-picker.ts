import { withHandle, type FileHandle } from './file-origin'

type PickerWindow = { showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileHandle[]> }

let refused = false

/** Whether this browser has a picker whose files can be found again after a reload. */
export function canPick(): boolean {
  return !refused && typeof (globalThis as PickerWindow).showOpenFilePicker === 'function'
}

/** Lets the person choose; nothing when they did not, or when a policy forbids it: then it is not offered again. */
export async function pickFiles({ multiple }: { multiple: boolean }): Promise<File[]> {
  try {
    const handles = (await (globalThis as PickerWindow).showOpenFilePicker?.({ multiple })) ?? []
    return await Promise.all(handles.map(async (handle) => withHandle(await handle.getFile(), handle)))
  } catch (error) {
    refused = !(error instanceof DOMException && error.name === 'AbortError')
    return []
  }
}
