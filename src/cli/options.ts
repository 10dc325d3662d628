/** What commander read from the command line, and how a number in it is checked. */
import { HocketError } from '../errors.js'

/** By the long name of the option. */
export type Options = Readonly<Record<string, unknown>>

/** The whole number given for `--name`, or undefined. Throws USAGE when it is none between `min` and `max`. */
export function wholeNumber(
  options: Options,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  const given = options[name]
  if (given === undefined) return undefined
  const value = Number(given)
  if (typeof given === 'string' && /^\d+$/.test(given) && value >= min && value <= max) return value
  throw new HocketError('USAGE', `--${name} takes a whole number from ${min} to ${max}.`)
}
