/**
 * The colours of people: twelve hues for each level of colour, and for each background that a terminal may have. While the
 * background is unknown they keep some contrast on both; once it is known, enough to be read with ease (4.5 to 1).
 */
import type { ColorLevel } from './color-level.js'

export type Background = 'unknown' | 'dark' | 'light'

type Hues = readonly string[]
type Coloured = Exclude<ColorLevel, 'mono'>

const of16 = {
  unknown: ['36', '35', '33', '34', '96', '95', '31', '94', '36', '35', '91', '33'],
  dark: ['36', '35', '33', '94', '96', '95', '91', '94', '32', '95', '91', '93'],
  light: ['36', '35', '31', '34', '32', '35', '31', '34', '36', '35', '31', '34'],
}

const of256 = {
  unknown: [37, 133, 136, 68, 72, 168, 130, 99, 31, 141, 166, 66],
  dark: [80, 176, 179, 111, 114, 211, 173, 141, 75, 183, 209, 109],
  light: [23, 90, 94, 25, 22, 125, 130, 55, 24, 91, 124, 59],
}

const of24Bit = {
  unknown: [
    ...['0;158;158', '190;90;190', '176;128;0', '82;132;214', '64;152;96', '214;84;130'],
    ...['184;98;48', '136;106;230', '32;128;176', '168;112;220', '214;92;52', '96;136;136'],
  ],
  dark: [
    ...['80;200;200', '220;140;220', '220;180;80', '130;175;250', '120;205;145', '245;140;175'],
    ...['230;160;110', '180;160;250', '110;185;235', '205;165;250', '250;150;120', '150;195;195'],
  ],
  light: [
    ...['0;105;115', '150;40;150', '125;80;0', '30;85;180', '20;105;60', '180;30;90'],
    ...['150;65;20', '95;60;190', '0;90;145', '125;60;180', '170;50;20', '70;95;95'],
  ],
}

const hues: Readonly<Record<Coloured, Readonly<Record<Background, Hues>>>> = {
  '16': of16,
  '256': each(of256, (code) => `38;5;${code}`),
  truecolor: each(of24Bit, (rgb) => `38;2;${rgb}`),
}

export const nickColourCount = of16.unknown.length

/** SGR codes, one for each person's colour. */
export function nickColours(level: Coloured, background: Background): Hues {
  return hues[level][background]
}

function each<T>(lists: Readonly<Record<Background, readonly T[]>>, write: (hue: T) => string) {
  return { unknown: lists.unknown.map(write), dark: lists.dark.map(write), light: lists.light.map(write) }
}
