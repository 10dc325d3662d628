/** What other programs call things, so that the filter of the help finds them under our names. Pure. */

const synonyms: Readonly<Record<string, readonly string[]>> = {
  kill: ['cut'],
  yank: ['insert what was cut', 'cut'],
  buffer: ['room'],
  window: ['room'],
  channel: ['room'],
  part: ['leave'],
  close: ['leave'],
  hotlist: ['activity'],
  highlight: ['mention'],
  nicklist: ['member'],
  users: ['member', 'who'],
  backlog: ['scroll', 'page'],
  config: ['setting'],
  option: ['setting'],
  shortcut: ['key'],
  redact: ['delete'],
  remove: ['delete'],
  emote: ['/me'],
  invite: ['link'],
  offline: ['network', 'nobody'],
  refresh: ['paint'],
  exit: ['quit'],
}
const shortest = 3

/** What is looked for when somebody types `filter`: that, and what we call it. */
export function meantBy(filter: string): readonly string[] {
  if (filter.length < shortest) return [filter]
  const names = Object.keys(synonyms).filter((name) => name.startsWith(filter))
  return [filter, ...names.flatMap((name) => synonyms[name] ?? [])]
}
