/**
 * A text in the person's own editor: written to a file that only they can read, given to the program, read back, removed.
 * No shell is involved. Who calls it has to leave the terminal to the program meanwhile.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The text as the program left it. Rejects when the program cannot be run or says that it failed. */
export async function editInProgram(text: string, command: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hocket-edit-'))
  try {
    const path = join(dir, 'message.md')
    await writeFile(path, text, { mode: 0o600 })
    await runProgram(command, path)
    return await readFile(path, 'utf8')
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function runProgram(command: string, path: string): Promise<void> {
  const [program = '', ...args] = command.split(/\s+/).filter((word) => word !== '')
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, path], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`it ended with ${signal ?? `exit code ${code}`}`))
    })
  })
}
