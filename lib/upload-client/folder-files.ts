import { withHandle, withPath, type FileHandle } from './file-origin'

/** A folder as Chromium hands it out; what it holds can be found again after a reload. */
export type FolderHandle = {
  kind: 'directory'
  name: string
  values(): AsyncIterable<FolderHandle | FileHandle>
}

/** All files below a folder, each with its path from there. @throws when one cannot be read */
export async function filesOfFolder(folder: FolderHandle, path: string = folder.name): Promise<File[]> {
  const reading: Promise<File[]>[] = []
  for await (const child of folder.values()) {
    const inside = `${path}/${child.name}`
    reading.push('values' in child ? filesOfFolder(child, inside) : fileOf(child, inside))
  }
  return (await Promise.all(reading)).flat()
}

async function fileOf(handle: FileHandle, path: string): Promise<File[]> {
  return [withPath(withHandle(await handle.getFile(), handle), path)]
}

/** The same for browsers that hand out entries only. */
export async function filesOfEntry(entry: FileSystemEntry): Promise<File[]> {
  if (!isFolder(entry)) return [withPath(await fileOfEntry(entry as FileSystemFileEntry), entry.fullPath)]
  const children = await childrenOf(entry.createReader())
  return (await Promise.all(children.map(filesOfEntry))).flat()
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOfEntry(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A reader answers in batches, the last of them empty. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return all
    all.push(...batch)
  }
}
