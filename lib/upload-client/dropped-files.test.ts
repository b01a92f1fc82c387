import { describe, expect, test, vi } from 'vitest'
import { droppedFiles } from './dropped-files'
import { handleOf, pathOf, type FileHandle } from './file-origin'
import type { FolderHandle } from './folder-files'

const file = (name: string) => new File(['abc'], name)
const fileHandle = (name: string): FileHandle => ({ kind: 'file', name, getFile: async () => file(name) })

function folder(name: string, ...children: (FolderHandle | FileHandle)[]): FolderHandle {
  return {
    kind: 'directory',
    name,
    values: async function* () {
      yield* children
    },
  }
}

/** What a browser has in its drop event: `asked` says in which order it was asked. */
function drop(...items: object[]) {
  return {
    items: [{ kind: 'string' }, ...items.map((item) => ({ kind: 'file', ...item }))] as unknown as DataTransferItemList,
  }
}

function item(one: File, handle?: FileHandle | FolderHandle | null) {
  const getAsFileSystemHandle = vi.fn(async () => handle ?? null)
  const webkitGetAsEntry = () => ({ isDirectory: handle?.kind === 'directory', fullPath: `/${one.name}` })
  return {
    type: '',
    getAsFile: () => one,
    webkitGetAsEntry,
    ...(handle === undefined ? {} : { getAsFileSystemHandle }),
  }
}

/** Entries as Firefox and Safari have them, in batches of one. */
function entry(path: string, ...children: object[]): object {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const batches = [...children.map((child) => [child]), []]
  return children.length > 0
    ? {
        isDirectory: true,
        fullPath: path,
        createReader: () => ({ readEntries: (done: (batch: unknown) => void) => done(batches.shift()) }),
      }
    : { isDirectory: false, fullPath: path, file: (done: (one: File) => void) => done(file(name)) }
}

describe('files', () => {
  test('come with their handles', async () => {
    const handle = fileHandle('a.txt')
    const files = await droppedFiles(drop(item(file('a.txt'), handle)))
    expect(files.map(({ name }) => name)).toEqual(['a.txt'])
    expect(files.map(handleOf)).toEqual([handle])
    expect(files.map(pathOf)).toEqual([null])
  })

  test('come as they are where the browser has no handles, or none for them', async () => {
    const refused = { ...item(file('c')), getAsFileSystemHandle: () => Promise.reject(new Error('AbortError')) }
    const files = await droppedFiles(drop(item(file('a')), item(file('b'), null), refused))
    expect(files.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(files.map(handleOf)).toEqual([null, null, null])
  })

  test('are asked for in the event, and whether they are folders only where nothing else says so', () => {
    const asked: string[] = []
    const watched = (name: string, type: string) => ({
      type,
      webkitGetAsEntry: () => (asked.push(`entry ${name}`), null),
      getAsFile: () => (asked.push(`file ${name}`), file(name)),
      getAsFileSystemHandle: () => (asked.push(`handle ${name}`), Promise.resolve(null)),
    })
    void droppedFiles(drop(watched('a', 'text/plain'), watched('b', '')))
    expect(asked).toEqual(['file a', 'file b', 'entry b', 'handle a', 'handle b'])
  })

  test('that are none bring nothing', async () => {
    const nothing = { type: '', webkitGetAsEntry: () => null, getAsFile: () => null }
    expect(await droppedFiles(drop(nothing))).toEqual([])
  })
})

describe('folders', () => {
  test('bring their files with path and handle', async () => {
    const trip = folder('trip', folder('day 1', fileHandle('a.jpg'), fileHandle('.DS_Store')), fileHandle('plan.txt'))
    const files = await droppedFiles(drop(item(file('trip'), trip)))
    expect(files.map(pathOf)).toEqual(['trip/day 1/a.jpg', 'trip/plan.txt'])
    expect(files.every((one) => handleOf(one) !== null)).toBe(true)
  })

  test('bring their files where the browser has only entries', async () => {
    const trip = entry(
      '/trip',
      entry('/trip/day 1', entry('/trip/day 1/a.jpg'), entry('/trip/day 1/b.jpg')),
      entry('/trip/plan.txt'),
    )
    const files = await droppedFiles(drop({ type: '', webkitGetAsEntry: () => trip, getAsFile: () => file('trip') }))
    expect(files.map(pathOf)).toEqual(['trip/day 1/a.jpg', 'trip/day 1/b.jpg', 'trip/plan.txt'])
    expect(files.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'plan.txt'])
  })

  test('with something unreadable say so', async () => {
    const broken: FileHandle = { ...fileHandle('b'), getFile: () => Promise.reject(new Error('NotReadableError')) }
    await expect(droppedFiles(drop(item(file('trip'), folder('trip', broken))))).rejects.toThrow('NotReadableError')
  })
})
