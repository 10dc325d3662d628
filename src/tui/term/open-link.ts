/** Gives a web address to the opener of the desktop. Never to a shell, and never anything else than http and https. */
import { execFile } from 'node:child_process'
import { HocketError } from '../../errors.js'

const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'open', win32: 'explorer.exe' }

/** Resolves when the opener has ended well. Throws USAGE for what is no web address, INTERNAL when nothing opens it. */
export function openLink(link: string, opener = openers[process.platform] ?? 'xdg-open'): Promise<void> {
  if (!isWebAddress(link))
    return Promise.reject(new HocketError('USAGE', 'Only links that begin with http or https are opened.'))
  return new Promise((resolve, reject) => {
    execFile(opener, [new URL(link).href], (error) => {
      // explorer.exe ends with 1 also when it opened the link
      if (error === null || opener === openers.win32) return resolve()
      const text = `The link was not opened: this system has no working "${opener}". Copy the text with y instead.`
      reject(new HocketError('INTERNAL', text, { cause: error }))
    })
  })
}

function isWebAddress(link: string): boolean {
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)
}
