/** A bar of progress in eighths of a cell, and large numbers in few characters. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Glyphs } from '../style/glyphs.js'
import { repeat } from '../style/line.js'

const eighths = [safe` `, safe`▏`, safe`▎`, safe`▍`, safe`▌`, safe`▋`, safe`▊`, safe`▉`] as const

/** `▕███▋   ▏`: `cells` between its two ends, of which `done` of `all` are full. Full only when nothing is missing. */
export function progressBar(
  { done, all }: { readonly done: number; readonly all: number },
  cells: number,
  glyphs: Glyphs,
): SafeText {
  const part = all <= 0 ? 1 : Math.min(1, Math.max(0, done / all))
  if (!glyphs.blocks) {
    const full = Math.floor(cells * part)
    return safe`[${repeat(glyphs.barFull, full)}${repeat(glyphs.barEmpty, cells - full)}]`
  }
  const steps = Math.floor(cells * 8 * part)
  const full = Math.floor(steps / 8)
  const broken = full === cells ? safe`` : (eighths[steps % 8] ?? safe` `)
  return safe`▕${repeat(glyphs.barFull, full)}${broken}${repeat(safe` `, cells - full - 1)}▏`
}

/** 999, 8.6k, 24k, 1.2M. Never more than is there: what is not whole is cut off. */
export function shortCount(count: number): SafeText {
  if (count < 1000) return sanitizeLine(String(count))
  const [unit, sign] = count < 1_000_000 ? [1000, 'k'] : [1_000_000, 'M']
  const tenths = Math.floor((count * 10) / unit)
  return sanitizeLine(`${tenths < 1000 ? Math.floor(tenths) / 10 : Math.floor(tenths / 10)}${sign}`)
}
