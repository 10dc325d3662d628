/** `hocket net`: engine, DHT and peers, and per room who is connected, what is missing, and why nobody is here. */
import type { EngineView } from '../../api/views.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { type NetReport, type RoomReport, reportNet } from '../../words/net-report.js'
import type { CommandSpec } from '../command.js'
import { formatTime, lines } from '../formats.js'

export const netCommand: CommandSpec = {
  usage: 'net',
  summary: 'show engine, network, peers, what is missing, and why nobody is here',
  options: [['--refresh', 'look for peers again now']],
  examples: ['hocket net', 'hocket net --refresh', 'hocket net --json | jq .rooms'],
  async run(context, _args, options) {
    const { client, engine } = await context.attached()
    if (options.refresh === true) await client.call('net.refresh', {})
    const net = await client.call('net.status', {})
    const report = reportNet(net, formatTime)
    context.out.result(
      { engine, ...net },
      lines(formatEngine(engine), formatNet(report), ...report.rooms.map(formatRoom)),
    )
    return undefined
  },
}

function formatEngine(engine: EngineView): SafeText {
  const since = formatTime(engine.startedMs)
  return safe`engine   process ${engine.pid}, version ${sanitizeLine(engine.version)}, since ${since}, ${sanitizeLine(engine.profileDir)}`
}

function formatNet(report: NetReport): SafeText {
  const [first, ...others] = report.refused
  return lines(
    safe`network  ${report.network}`,
    safe`peers    ${report.peers}`,
    ...(first === undefined ? [] : [safe`refused  ${first}`]),
    ...others.map((reason) => safe`         ${reason}`),
  )
}

function formatRoom(room: RoomReport): SafeText {
  const marks = { fact: safe``, problem: safe`! `, advice: safe`  → ` }
  return lines(
    safe`${room.label}  ${room.summary}`,
    ...room.lines.map(({ kind, text }) => safe`  ${marks[kind]}${text}`),
  )
}
