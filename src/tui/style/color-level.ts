/** How many colours a terminal can show; `mono` is for none, be it for want of them or by choice. */

export type ColorLevel = 'mono' | '16' | '256' | 'truecolor'
