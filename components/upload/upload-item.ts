import type { UploadItem } from '@/lib/upload-client/queue'

/** For tests: a file on its way. */
export function uploadItem(some: Partial<UploadItem> = {}): UploadItem {
  return {
    key: '1',
    name: 'a.mp4',
    replaces: false,
    path: null,
    size: 100,
    loaded: 0,
    state: 'uploading',
    error: null,
    documentId: null,
    uploadId: null,
    inParts: false,
    percent: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    ...some,
  }
}
