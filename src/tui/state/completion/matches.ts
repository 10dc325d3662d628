/** Which names fit what was typed, whatever the case of its letters. Pure. */

const ornaments = /[[\]`_\-^]/g

/** Whether a name begins with what was typed: letters count, and not the ornaments of nicks. */
export function beginsWith(name: string, typed: string): boolean {
  const bare = plain(typed)
  // of ornaments alone, all count: "_" is no wish for everybody
  return bare === '' && typed !== '' ? name.startsWith(typed) : plain(name).startsWith(bare)
}

/** Those whose name holds what was typed, in lower case: first those that begin so. */
export function beginningFirst<T>(all: readonly T[], typed: string, nameOf: (one: T) => string): T[] {
  const sought = typed.toLowerCase()
  const holding = all.filter((one) => nameOf(one).includes(sought))
  const begins = (one: T) => nameOf(one).startsWith(sought)
  return [...holding.filter(begins), ...holding.filter((one) => !begins(one))]
}

function plain(text: string): string {
  return text.replace(ornaments, '').toLowerCase()
}
