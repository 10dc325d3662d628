/** What is done on the screens, and which frames are taken: name → lines, masked. */
import { spawnSync } from 'node:child_process'
import { mask } from './mask.mjs'
import { Terminal } from './terminal.mjs'
import { Village } from './village.mjs'

const small = { cols: 80, rows: 24 }
/** Of a room that nobody is in. */
const strangeLink = 'hocket:w/yryynyodyonocbaebrfysdypba8tyre1nckbkfozdyctwgahdwxb933161so'
const said = [
  ['bob', 'the relay in Lyon is back, seeding it now'],
  [
    'chidi',
    'got all blocks :+1: history goes back to March: scroll as far as you like, pages come from disk or a peer',
  ],
  ['bob', 'yes. code:\n```\nconst core = await store.get(key)\n```\ndocs: https://example.org/replication'],
  ['chidi', '*thanks!* does it hold #dev as well?'],
]

/** Resolves with every frame. */
export async function takeFrames(root) {
  const village = new Village(root)
  const frames = new Map()
  const keep = (name, text) => frames.set(name, `${mask(text).trimEnd()}\n`)
  try {
    await village.open()
    await firstRun(village, keep)
    const screen = new Terminal({ ...village.program('ana'), ...small })
    try {
      await conversation(village, screen, keep)
      await dialogs(screen, keep)
    } finally {
      await screen.end()
    }
    plain(village, keep)
  } finally {
    await village.close()
  }
  return frames
}

async function firstRun(village, keep) {
  const { args, env } = village.program('ana')
  const screen = new Terminal({ args: [...args, '--offline'], env, ...small })
  keep('welcome', await screen.shows(/Welcome to hocket/, /Your key/, /offline/))
  screen.type('ana\r')
  await screen.shows(/What shall it be called/)
  screen.type('garden\r')
  keep(
    'empty',
    await screen.shows(/ana (joined|created the room)/, /You are in #garden/, /1:#garden.*offline/),
  )
  await screen.end()
  village.run('ana', 'stop')
  await village.wake('ana')
}

async function conversation(village, screen, keep) {
  await screen.shows(/1:#garden/)
  screen.type('/create dev\r')
  await screen.shows(/2:#dev/)
  screen.type('\x1b1')
  await screen.shows(/1:#garden/)
  const link = village.run('ana', 'link', 'garden')
  for (const name of ['bob', 'chidi']) {
    await village.wake(name)
    village.run(name, 'nick', name)
    village.run(name, 'join', link, '--wait', '60')
    await village.until('ana', ['members', 'garden'], new RegExp(name))
  }
  await screen.shows(/2 peers/)
  for (const [name, text] of said) {
    village.run(name, 'send', 'garden', text)
    await village.until(
      'ana',
      ['tail', 'garden'],
      new RegExp(
        text
          .split('\n')[0]
          .slice(-12)
          .replace(/[.*?!]/g, '.'),
      ),
    )
  }
  screen.type('on it\r')
  await screen.shows(/on it.*✓✓/)
  village.run('bob', 'send', 'garden', 'ana: can you review the invite text?')
  keep(
    'room-80',
    await screen.shows(/review the invite text/, /2 peers {2}✓ synced/, /1 #garden {6}│/, /on it ✓✓/),
  )
  screen.resize(100, 24)
  keep('room-100', await screen.shows(/MEMBERS 3 \(3 on\)/, /review the invite text/))
  screen.resize(140, 24)
  keep('room-140', await screen.shows(/MEMBERS 3 \(3 on\)/, /review the invite text/))
  screen.resize(80, 24)
  await screen.shows(/^(?![\s\S]*MEMBERS)[\s\S]*review the invite text/)
}

async function dialogs(screen, keep) {
  const closed = /^(?![\s\S]*╭)[\s\S]*\[ana\]/
  const scenes = [
    ['join', `/join\r\x1b[200~${strangeLink}\x1b[201~`, [/Join a room/, /✓ room link/]],
    ['search', '/search lyon\r', [/Search/, /the relay in Lyon.*│$/m]],
    ['help', '\x1bOP', [/─ (Help|Keys)/]],
    ['names', '/names\r', [/─ #garden: 3 members/]],
    ['link', '/link\r', [/─ Link to #garden/, /hocket:w/]],
  ]
  for (const [name, keys, wanted] of scenes) {
    screen.type(keys)
    keep(name, await screen.shows(...wanted))
    screen.type('\x03')
    await screen.shows(closed)
  }
  screen.resize(19, 5)
  await screen.shows(/too small/)
  screen.resize(small.cols, small.rows)
  await screen.shows(/review the invite text/)
}

function plain(village, keep) {
  const { args, env } = village.program('ana')
  const input = '/names\nthank you both\n/room dev\n'
  const { stdout } = spawnSync(process.execPath, [...args, '--plain'], { env, input, encoding: 'utf8' })
  keep('plain', `$ hocket --plain\n${stdout.replace(/^-- \w{3} \d+ \w{3} \d+$/gm, '-- Sat 21 Nov 2026')}`)
}
