/** A way back to a file on the person's disk; Chromium gives and keeps them, other browsers do not. */
export type FileHandle = Pick<FileSystemFileHandle, 'kind' | 'name' | 'getFile'> & {
  queryPermission?(how: { mode: 'read' }): Promise<PermissionState>
  requestPermission?(how: { mode: 'read' }): Promise<PermissionState>
}

/** What is left on a file by the drop or the picker that it came from; react-dropzone does it in the same way. */
type Traced = { readonly path?: unknown; readonly handle?: FileHandle }

export function handleOf(file: File): FileHandle | null {
  return (file as Traced).handle ?? null
}

export function withHandle(file: File, handle: FileHandle): File {
  return Object.defineProperty(file, 'handle', { value: handle, configurable: true })
}

export function withPath(file: File, path: string): File {
  return Object.defineProperty(file, 'path', { value: path, configurable: true })
}

/** Where the file lay in the folder that was dropped or chosen, like “trip/day 1/a.jpg”; null when it came by itself. */
export function pathOf(file: File): string | null {
  const { path } = file as Traced
  const given = file.webkitRelativePath || (typeof path === 'string' ? path : '')
  const relative = given.replace(/^\.?\/+/, '')
  return relative.includes('/') ? relative : null
}
