import t from 'tap'
import { serveFake, until } from '../rpc/serve-fake.js'
import { runCli } from './run-cli.js'

const link = 'hocket:w/yryynyodyonocbaebrfysdypba8tyre1nck'

t.test('join --wait 0 joins at once and says that name and history are still to come', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  const ran = await runCli(['join', link, '--wait', '0', '--profile', profileDir])
  t.match(ran, { code: 0, out: /^Joined as room 1\. Its name and history come/ })
  t.same(engine.calls.find(({ method }) => method === 'room.join')!.params, { link })
})

t.test('join waits for the room and its first history', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  const joining = runCli(['join', link, '--profile', profileDir])
  const asked = () => engine.calls.filter(({ method }) => method === 'rooms.list').length
  await until(() => asked() === 1)
  engine.changeRoom('h1', { state: 'ready', name: 'garden', room: '1'.repeat(64), members: 1 })
  await until(() => asked() === 2)
  engine.changeRoom('h1', { members: 3, sync: { knownBlocks: 50, missingBlocks: 20 } })
  await until(() => asked() === 3)
  engine.changeRoom('h1', { messages: 47, sync: { knownBlocks: 50, missingBlocks: 0 } })
  t.match(await joining, { code: 0, out: 'Joined #garden, room 1: 47 messages, 3 members.\n', err: '' })
})

t.test('join says honestly when nobody was there, and that the profile stays joined', async (t) => {
  const { profileDir } = await serveFake(t)
  t.match(await runCli(['join', link, '--wait', '1', '--profile', profileDir]), {
    code: 10,
    out: /^Joined as room 1/,
    err: /No member of the room was there.*stay joined/,
  })
})

t.test('join that is interrupted has joined, and ends with 130', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  const stop = new AbortController()
  const joining = runCli(['join', link, '--wait', '3600', '--profile', profileDir], {
    interrupted: stop.signal,
  })
  await until(() => engine.calls.some(({ method }) => method === 'rooms.list'))
  stop.abort()
  t.match(await joining, { code: 130, out: /^Joined as room 1/, err: '' })
})

t.test('join tells when the room is here but its history is not complete', async (t) => {
  for (const [sync, sentence] of [
    [{ knownBlocks: 50, missingBlocks: 20 }, /history still misses 20 blocks; what is missing is fetched/],
    [{ knownBlocks: 50, missingBlocks: 1 }, /history still misses 1 block;/],
    [{ knownBlocks: 0, missingBlocks: 0 }, /No history has arrived in time/],
  ] as const) {
    const { profileDir, engine } = await serveFake(t)
    engine.handlers['room.join'] = () => engine.rooms[0] ?? engine.addRoom({ sync })
    const ran = await runCli(['join', link, '--wait', '1', '--profile', profileDir])
    t.match(ran, { code: 10, out: /^Joined #garden, room 1/, err: sentence })
  }
})

t.test('with --json join prints the room, and the error object when nobody was there', async (t) => {
  const { profileDir } = await serveFake(t)
  const { out, code } = await runCli(['join', link, '--wait', '1', '--json', '--profile', profileDir])
  const [room, error] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  t.equal(code, 10)
  t.match(room, { number: 1, state: 'waiting' })
  t.match(error, { code: 'TIMEOUT', error: /stay joined/ })
})
