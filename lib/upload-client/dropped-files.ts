import { withHandle, type FileHandle } from './file-origin'
import { filesOfEntry, filesOfFolder, type FolderHandle } from './folder-files'

type Item = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FolderHandle | FileHandle | null> }

/** What the systems of other people leave in their folders. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db'])

/**
 * The files of a drop, those of folders with their paths, with handles where the browser has them. Has to be called
 * within the drop event: afterwards the browser gives nothing. @throws when something cannot be read
 */
export async function droppedFiles({ items: given }: Pick<DataTransfer, 'items'>): Promise<File[]> {
  const items = [...given].filter(({ kind }) => kind === 'file') as Item[]
  const files = items.map((item) => item.getAsFile())
  // Each answer is waited for, for a thousand files half a second: only what may be a folder is asked. Between the other
  // questions, in turn for each item, it would even be two.
  const entries = items.map((item) => (item.type === '' ? (item.webkitGetAsEntry?.() ?? null) : null))
  const handles = items.map((item) => handleOf(item))
  const read = items.map(async (_, index) =>
    filesOf(files[index] ?? null, entries[index] ?? null, (await handles[index]) ?? null),
  )
  return (await Promise.all(read)).flat().filter(({ name }) => !LITTER.has(name))
}

/** Some things have none: those of an archive or a mail, and folders that the browser keeps for itself. */
async function handleOf(item: Item): Promise<FolderHandle | FileHandle | null> {
  try {
    return (await item.getAsFileSystemHandle?.()) ?? null
  } catch {
    return null
  }
}

async function filesOf(
  file: File | null,
  entry: FileSystemEntry | null,
  handle: FolderHandle | FileHandle | null,
): Promise<File[]> {
  if (handle !== null && 'values' in handle) return filesOfFolder(handle)
  if (entry?.isDirectory) return filesOfEntry(entry)
  // The size of the handle's file is known already, that of the other one would be waited for.
  if (handle !== null) return [withHandle(await handle.getFile(), handle)]
  return file === null ? [] : [file]
}
