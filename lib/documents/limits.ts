/** File systems end at 255 bytes; the bucket never sees the name, so characters are what counts for a reader. */
export const MAX_NAME_LENGTH = 255
