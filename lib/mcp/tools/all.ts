import 'server-only'
import type { AnyTool } from '../tool'
import { beginUpload } from './begin-upload'
import { finishUpload } from './finish-upload'
import { getDocument } from './get-document'
import { getDownloadUrl } from './get-download-url'
import { revokeShare } from './revoke-share'
import { searchDocuments } from './search-documents'
import { sendByMail } from './send-by-mail'
import { shareDocument } from './share-document'
import { uploadText } from './upload-text'
import { whoCanOpen } from './who-can-open'

/** In the order in which clients show them. */
export const TOOLS: readonly AnyTool[] = [
  searchDocuments,
  getDocument,
  getDownloadUrl,
  beginUpload,
  finishUpload,
  uploadText,
  whoCanOpen,
  shareDocument,
  revokeShare,
  sendByMail,
]
