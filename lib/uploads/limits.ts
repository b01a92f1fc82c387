// Beside the schemas, so that what counts files in the browser does not carry the parser there.

/** One `beginUploads` call takes one drop; larger drops are cut into several by the queue. */
export const MAX_FILES_A_BEGIN = 1000

/** As many files of a drop are signed at once as the queue sends in parallel; the rest is signed when its turn comes. */
export const FILES_AT_ONCE = 4
