/** Whether a name begins with what was typed: letters count, not their case, and not the ornaments of nicks. Pure. */

const ornaments = /[[\]`_\-^]/g

export function beginsWith(name: string, typed: string): boolean {
  const bare = plain(typed)
  // of ornaments alone, all count: "_" is no wish for everybody
  return bare === '' && typed !== '' ? name.startsWith(typed) : plain(name).startsWith(bare)
}

function plain(text: string): string {
  return text.replace(ornaments, '').toLowerCase()
}
