/** Stands for bin/hocket.js in the tests of start-engine: what it does is told by FAKE_PROGRAM. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

const profileDir = process.argv[process.argv.indexOf('--profile') + 1]
const socket = join(profileDir, 'run', 'engine.sock')
const lock = join(profileDir, 'lock')
const view = {
  version: '0.0.0',
  api: 4,
  pid: process.pid,
  profileDir,
  network: 'offline',
  startedMs: 0,
  me: {},
  vault: 'key-file',
}

function report(message) {
  process.send(message, () => process.disconnect())
}

function serve() {
  try {
    mkdirSync(lock)
  } catch {
    return report({ started: false, code: 'PROFILE_LOCKED', message: 'Another engine runs.' })
  }
  writeFileSync(
    join(profileDir, 'args.json'),
    JSON.stringify({ args: process.argv.slice(2), env: Object.keys(process.env) }),
  )
  mkdirSync(dirname(socket), { recursive: true, mode: 0o700 })
  const server = createServer((face) => {
    face.on('data', (bytes) => {
      for (const line of bytes.toString().trim().split('\n')) {
        const { id, method } = JSON.parse(line)
        const result = method === 'engine.hello' ? view : { pid: process.pid }
        face.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`)
        if (method === 'engine.stop') {
          server.close(() => rmSync(lock, { recursive: true }))
          face.end()
        }
      }
    })
  })
  server.listen(socket, () => report({ started: true }))
}

const behaviours = {
  serve,
  newer: () =>
    report({ started: false, code: 'PROFILE_NEWER', message: 'The profile is of a newer version.' }),
  strange: () => report({ started: false, code: 'NO_SUCH_CODE', message: 'What is this?' }),
  die: () => process.exit(7),
  kill: () => process.kill(process.pid, 'SIGKILL'),
}
behaviours[process.env.FAKE_PROGRAM]()
