/** Local times as text, in one fixed form that needs no locale data. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "21:08" */
export function clockTime(timeMs: number): SafeText {
  const time = new Date(timeMs)
  return sanitizeLine(`${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`)
}

/** "Sat 21 Nov 2026" */
export function dayName(timeMs: number): SafeText {
  const time = new Date(timeMs)
  return safe`${sanitizeLine(days[time.getDay()] ?? '')} ${shortDay(timeMs)} ${time.getFullYear()}`
}

/** "21 Nov" */
export function shortDay(timeMs: number): SafeText {
  const time = new Date(timeMs)
  return sanitizeLine(`${time.getDate()} ${months[time.getMonth()]}`)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
