/**
 * A style as a person writes it ("bold magenta on #303060") → the codes of SGR for what the terminal can show. Colours that
 * a terminal lacks become the nearest one it has; without colours the attributes stay. Pure.
 */
import type { ColorLevel } from './color-level.js'

type Rgb = readonly [red: number, green: number, blue: number]
type Color =
  | { readonly kind: 'ansi'; readonly index: number }
  | { readonly kind: 'indexed'; readonly index: number }
  | { readonly kind: 'rgb'; readonly rgb: Rgb }

export interface Style {
  readonly attributes: readonly string[]
  readonly front: Color | undefined
  readonly back: Color | undefined
}

const attributes: Readonly<Record<string, string>> = {
  bold: '1',
  dim: '2',
  italic: '3',
  underline: '4',
  inverse: '7',
}
const colorNames = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

/** What a terminal is assumed to show for the sixteen colours: the palette of xterm. */
const sixteen: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
]
const cubeSteps = [0, 95, 135, 175, 215, 255]

/** The style, or the word of it that means nothing. */
export function parseStyle(text: string): Style | { readonly wrong: string } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const style = {
    attributes: [] as string[],
    front: undefined as Color | undefined,
    back: undefined as Color | undefined,
  }
  let ground: 'front' | 'back' = 'front'
  for (const word of words) {
    const attribute = attributes[word]
    const color = word === 'default' || word === 'plain' ? undefined : parseColor(word)
    if (attribute !== undefined) style.attributes.push(attribute)
    else if (word === 'on') ground = 'back'
    else if (color !== undefined) style[ground] = color
    else if (word !== 'default' && word !== 'plain') return { wrong: word }
  }
  return style
}

/** The codes, with spaces between; each is one sequence. */
export function styleCodes(style: Style, level: ColorLevel): string {
  if (level === 'mono') return style.attributes.join(' ')
  const front = style.front === undefined ? [] : [colorCode(style.front, level, 30)]
  const back = style.back === undefined ? [] : [colorCode(style.back, level, 40)]
  return [...style.attributes, ...front, ...back].join(' ')
}

function parseColor(word: string): Color | undefined {
  const bright = /^bright[-_]?(\w+)$/.exec(word)
  if (word === 'gray' || word === 'grey') return { kind: 'ansi', index: 8 }
  const base = colorNames.indexOf(bright?.[1] ?? word)
  if (base >= 0) return { kind: 'ansi', index: bright === null ? base : base + 8 }
  if (/^\d{1,3}$/.test(word) && Number(word) < 256) {
    const index = Number(word)
    return index < 16 ? { kind: 'ansi', index } : { kind: 'indexed', index }
  }
  const hex = /^#([\da-f]{6}|[\da-f]{3})$/.exec(word)?.[1]
  if (hex === undefined) return undefined
  const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  const part = (start: number) => Number.parseInt(digits.slice(start, start + 2), 16)
  return { kind: 'rgb', rgb: [part(0), part(2), part(4)] }
}

/** `base`: 30 for the front, 40 for the background. */
function colorCode(color: Color, level: Exclude<ColorLevel, 'mono'>, base: number): string {
  if (color.kind === 'ansi') return sixteenCode(color.index, base)
  if (color.kind === 'indexed') {
    return level === '16'
      ? sixteenCode(nearest(rgbOf(color.index), sixteen), base)
      : `${base + 8};5;${color.index}`
  }
  if (level === 'truecolor') return `${base + 8};2;${color.rgb.join(';')}`
  if (level === '16') return sixteenCode(nearest(color.rgb, sixteen), base)
  return `${base + 8};5;${16 + nearest(color.rgb, cube)}`
}

function sixteenCode(index: number, base: number): string {
  return String(index < 8 ? base + index : base + 60 + index - 8)
}

/** The colours 16 to 255: a cube, then greys. */
const cube: readonly Rgb[] = Array.from({ length: 240 }, (_, index) => rgbOf(index + 16))

function rgbOf(index: number): Rgb {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return [grey, grey, grey]
  }
  const step = (divisor: number) => cubeSteps[Math.floor((index - 16) / divisor) % 6] ?? 0
  return [step(36), step(6), step(1)]
}

function nearest(rgb: Rgb, palette: readonly Rgb[]): number {
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  for (const [index, candidate] of palette.entries()) {
    const distance = candidate.reduce((sum, part, at) => sum + (part - (rgb[at] ?? 0)) ** 2, 0)
    if (distance >= bestDistance) continue
    best = index
    bestDistance = distance
  }
  return best
}
