/** A download that has begun shows nothing in its frame, so the frame may go after the longest wait for a first byte. */
const FRAME_LIFE_MS = 120_000

/**
 * Lets the browser fetch a file that is served as an attachment. In a frame of its own, not in this page: navigating would
 * ask people with running uploads whether they want to leave, and an answer of the store that is no file would replace the
 * page. A frame that loads something got no file.
 */
export function fetchFile(url: string, onRefused: () => void): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'Download'
  frame.addEventListener('load', () => {
    frame.remove()
    onRefused()
  })
  frame.src = url
  document.body.append(frame)
  setTimeout(() => frame.remove(), FRAME_LIFE_MS)
}
