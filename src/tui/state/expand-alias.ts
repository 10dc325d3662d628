/** The line that an alias stands for. $* is all that was typed behind it, $1 to $9 its words, $$ a dollar. Pure. */

/** Without any of them, what was typed is put behind. */
export function expandAlias(line: string, rest: string): string {
  const words = rest.split(/\s+/).filter(Boolean)
  let isUsed = false
  const expanded = line.replace(/\$([*$1-9])/g, (_, sign: string) => {
    if (sign === '$') return '$'
    isUsed = true
    return sign === '*' ? rest : (words[Number(sign) - 1] ?? '')
  })
  return isUsed || rest === '' ? expanded.trimEnd() : `${expanded} ${rest}`
}
