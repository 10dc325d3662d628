/**
 * JSON whose text can be printed anywhere: what a terminal would obey, hide or reorder is written as `\uXXXX`, so a program
 * that parses the line reads exactly the original strings. Not SafeText: its reader is a program.
 */
const notPrinting = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** `value` as one line of JSON without control, format, separator or other invisible characters. */
export function escapeJson(value: unknown): string {
  // JSON.stringify gives undefined for what JSON cannot say.
  const json: string | undefined = JSON.stringify(value)
  return (json ?? 'null').replace(notPrinting, escapeUnits)
}

function escapeUnits(char: string): string {
  return char
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
