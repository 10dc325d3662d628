/**
 * A line for a terminal that is known to show ASCII only: the signs that our sentences are written with become ASCII. Where
 * that needs more cells than the sign had, they are taken from the spaces behind it, so that columns and frames stay where
 * they are; without such spaces a sign becomes another single one. Other text is as it was. Pure.
 */
/** What stands for a sign in its own cells, and what says it better where there is room. */
const signs: ReadonlyMap<string, readonly [narrow: string, wide: string]> = new Map([
  ['↑↓', ['^v', 'Up Down']],
  ['…', ['~', '...']],
  ['↑', ['^', 'Up']],
  ['↓', ['v', 'Down']],
  ['←', ['<', 'Left']],
  ['→', ['>', 'Right']],
  ['·', ['.', '.']],
  ['•', ['*', '*']],
  ['×', ['x', 'x']],
  ['–', ['-', '-']],
  ['—', ['-', '-']],
  ['“', ['"', '"']],
  ['”', ['"', '"']],
  ['‘', ["'", "'"]],
  ['’', ["'", "'"]],
])
const oneSign = new RegExp([...signs.keys()].join('|'), 'g')
const signOrSpaces = new RegExp(`${[...signs.keys()].join('|')}| {2,}`, 'g')

/** The parts of one line, from left to right. */
export function asciiTexts(line: readonly string[]): readonly string[] {
  let owed = 0
  const texts = line.map((text) =>
    text.replace(signOrSpaces, (found) => {
      const [, wide] = signs.get(found) ?? []
      if (wide !== undefined) {
        owed += wide.length - found.length
        return wide
      }
      const taken = Math.min(owed, found.length - 1)
      owed -= taken
      return found.slice(taken)
    }),
  )
  return owed === 0
    ? texts
    : line.map((text) => text.replace(oneSign, (sign) => signs.get(sign)?.[0] ?? sign))
}
