/** Local times as text, in forms that need no locale data. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "21:08"; `format` has HH, MM and SS for its numbers. */
export function clockTime(timeMs: number, format = 'HH:MM'): SafeText {
  const time = new Date(timeMs)
  const text = format
    .replaceAll('HH', twoDigits(time.getHours()))
    .replaceAll('MM', twoDigits(time.getMinutes()))
    .replaceAll('SS', twoDigits(time.getSeconds()))
  return sanitizeLine(text, longestTime)
}

const longestTime = 12

/** "Sat 21 Nov 2026" */
export function dayName(timeMs: number): SafeText {
  return safe`${sanitizeLine(days[new Date(timeMs).getDay()] ?? '')} ${fullDay(timeMs)}`
}

/** "21 Nov 2026" */
export function fullDay(timeMs: number): SafeText {
  return safe`${shortDay(timeMs)} ${new Date(timeMs).getFullYear()}`
}

/** "21 Nov" */
export function shortDay(timeMs: number): SafeText {
  const time = new Date(timeMs)
  return sanitizeLine(`${time.getDate()} ${months[time.getMonth()]}`)
}

/** Same day on this machine's calendar: computed when drawing, never stored. */
export function isSameDay(oneMs: number, otherMs: number): boolean {
  return dayStart(oneMs) === dayStart(otherMs)
}

/** The local midnight at which the day of `timeMs` began. */
export function dayStart(timeMs: number): number {
  return new Date(timeMs).setHours(0, 0, 0, 0)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
