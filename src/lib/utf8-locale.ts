/** Whether what reads our output takes UTF-8, as far as the environment says. Pure. */
export function isUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.WT_SESSION) return true // Windows Terminal has no locale variables
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')
}
