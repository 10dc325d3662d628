/** A link as a QR code of half blocks, painted black on white: on a dark theme it would come out inverted otherwise. */
import { joinSafe, type SafeText, safe } from '../text/sanitize.js'

/** In upper case, because QR codes pack upper-case letters and digits tighter: links are read in any case. */
export async function formatQr(link: string): Promise<SafeText> {
  const { encode } = await import('uqr')
  const { data } = encode(link.toUpperCase(), { ecc: 'L', border: 2 })
  const rows: SafeText[] = []
  for (let y = 0; y < data.length; y += 2) {
    const cells = (data[y] ?? []).map((upper, x) => halfBlock(upper, data[y + 1]?.[x] === true))
    rows.push(safe`\x1b[30;107m${joinSafe(cells, safe``)}\x1b[0m`)
  }
  return joinSafe(rows, safe`\n`)
}

function halfBlock(...[upper, lower]: readonly [boolean, boolean]): SafeText {
  if (upper && lower) return safe`█`
  if (upper) return safe`▀`
  return lower ? safe`▄` : safe` `
}
