/** File systems end at 255 bytes; the bucket never sees the name, so characters are what counts for a reader. */
export const MAX_NAME_LENGTH = 255

/** How long a deleted document waits in the trash for its owner to want it back. */
export const TRASH_DAYS = 30
