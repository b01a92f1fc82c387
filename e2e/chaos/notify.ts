import type { AppServer } from './app-server.ts'

/** Tells a server what SeaweedFS would; answers the status. */
export function notify(server: AppServer, token: string, key: string, bucket = 'documents'): Promise<number> {
  return server.status('/api/storage/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      key: `/buckets/${bucket}/${key}`,
      event_type: 'create',
      message: { new_entry: { name: key } },
    }),
  })
}
