/** Replaces a file whole: after a crash there is the old content or the new. For the owner alone (0600). */
import { open, rename } from 'node:fs/promises'

export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
