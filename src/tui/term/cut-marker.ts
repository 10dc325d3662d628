/** How many characters at the end of `text` are the beginning of `marker`, which a read has cut in two. Pure. */
export function cutMarker(text: string, marker: string): number {
  for (let size = Math.min(marker.length - 1, text.length); size > 0; size -= 1) {
    if (text.endsWith(marker.slice(0, size))) return size
  }
  return 0
}
