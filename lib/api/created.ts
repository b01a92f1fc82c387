import 'server-only'
import { env } from '../env'

/** 201 with what was made and where it is. @param path below /api/v1 */
export function created(path: string, made: object): Response {
  return Response.json(made, { status: 201, headers: { Location: `${env().APP_URL}/api/v1${path}` } })
}
