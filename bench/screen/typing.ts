/** The measured work: keys of mixed edits, pages up and down, and standing still. */
import { type Pty, pause } from './pty.js'

const betweenKeysMs = 8
const longestLine = 30

/** Types `keys` keys one after the other, each when the one before is on the screen. Milliseconds of each. */
export async function typeKeys(pty: Pty, keys: number): Promise<number[]> {
  const timesMs: number[] = []
  let typed = ''
  for (let index = 0; index < keys; index += 1) {
    const erases = typed.length >= longestLine || (index % 5 === 4 && typed.length > 0)
    const key = erases ? '\x7f' : String.fromCharCode(97 + ((index * 11) % 26))
    typed = erases ? typed.slice(0, -1) : typed + key
    const line = `[ana] ${typed}`
    timesMs.push(
      await pty.after(key, (text) => text.split('\n').some((row) => row.trimEnd() === line.trimEnd())),
    )
    await pause(betweenKeysMs)
  }
  while (typed !== '') {
    typed = typed.slice(0, -1) // one by one: stock Ink takes several at once for a text
    const line = `[ana] ${typed}`.trimEnd()
    await pty.after('\x7f', (text) =>
      text.split('\n').some((row) => row.trimEnd() === line || isEmptyLine(row)),
    )
  }
  return timesMs
}

/** Pages up and down again. Milliseconds until the screen shows other messages. */
export async function page(pty: Pty, pages: number): Promise<number[]> {
  const timesMs: number[] = []
  const keys = [
    ...Array.from({ length: pages }, () => '\x1b[5~'),
    ...Array.from({ length: pages }, () => '\x1b[6~'),
  ]
  for (const key of keys) {
    const before = firstNumber(pty.text)
    timesMs.push(await pty.after(key, (text) => firstNumber(text) !== before))
    await pause(60) // the next page of history may be fetched meanwhile
  }
  return timesMs
}

/** Share of a core that the process takes over `ms`. */
export async function cpuShare(pty: Pty, ms: number): Promise<number> {
  const [startMs, cpuMs] = [performance.now(), pty.cpuMs]
  await pause(ms)
  return (pty.cpuMs - cpuMs) / (performance.now() - startMs)
}

/** Every message begins with its number: that of the uppermost whole one. */
export function firstNumber(text: string): string | undefined {
  return /│ (\d+) /.exec(text)?.[1]
}

/** The input line without a text, with or without a hint. */
function isEmptyLine(row: string): boolean {
  return /^\[ana\]( message, or| type a message|$)/.test(row)
}
