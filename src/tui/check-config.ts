/** The check of a configuration file as the screen would read it, for the command line: no screen is opened. Pure. */
import { type ReadConfig, readConfig } from '../config/read-config.js'
import { checkEntry } from './state/check-entry.js'

export function checkConfig(text: string): ReadConfig {
  return readConfig(text, checkEntry)
}
