/** `hocket net`: engine, DHT and peers, and per room who is connected and what is missing. */
import type { EngineView, NetRoomView, NetView, PeerView } from '../../api/views.js'
import { joinSafe, type SafeText, safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'
import { count, formatRoomName, formatTime, lines } from '../formats.js'

export const netCommand: CommandSpec = {
  usage: 'net',
  summary: 'show engine, network, peers, and what is missing',
  options: [['--refresh', 'look for peers again now']],
  examples: ['hocket net', 'hocket net --refresh', 'hocket net --json | jq .rooms'],
  async run(context, _args, options) {
    const { client, engine } = await context.attached()
    if (options.refresh === true) await client.call('net.refresh', {})
    const net = await client.call('net.status', {})
    context.out.result(
      { engine, ...net },
      lines(formatEngine(engine), formatNet(net), ...net.rooms.map(formatRoom)),
    )
    return undefined
  },
}

function formatEngine(engine: EngineView): SafeText {
  const since = formatTime(engine.startedMs)
  return safe`engine   process ${engine.pid}, version ${sanitizeLine(engine.version)}, since ${since}, ${sanitizeLine(engine.profileDir)}`
}

function formatNet(net: NetView): SafeText {
  const bootstrap =
    net.bootstrap.length === 0 ? safe`` : safe` through ${sanitizeLine(net.bootstrap.join(', '))}`
  const listening =
    net.listening === null ? safe`no socket open` : safe`listening on ${sanitizeLine(net.listening)}`
  const refused = Object.entries(net.refused).map(([reason, times]) => safe`${sanitizeLine(reason)} ${times}`)
  return lines(
    safe`network  ${sanitizeLine(net.mode)}${bootstrap}, ${listening}, ${formatReach(net.dhtReachable)}`,
    safe`peers    ${count(net.connections, 'connection')}, ${net.unproven} not proven to be of a room`,
    ...(refused.length === 0 ? [] : [safe`refused  ${joinSafe(refused, safe`, `)}`]),
  )
}

function formatReach(reachable: boolean | null): SafeText {
  if (reachable === null) return safe`DHT not asked yet`
  return reachable ? safe`DHT reachable` : safe`DHT not reachable`
}

function formatRoom(room: NetRoomView): SafeText {
  const { missingBlocks, knownBlocks } = room.sync
  const missing =
    missingBlocks === 0 ? safe`nothing missing` : safe`${missingBlocks} of ${knownBlocks} blocks missing`
  const held = room.held === 0 ? safe`` : safe`, ${room.held} dated in the future`
  const contact =
    room.lastContactMs === null
      ? safe`no member met since the engine started`
      : safe`last contact ${formatTime(room.lastContactMs)}`
  const announced = room.announced ? safe`announced` : safe`not announced`
  const head = safe`${formatRoomName(room)}  ${announced}, ${count(room.logs, 'log')}, ${missing}${held}, ${contact}`
  return lines(head, ...room.peers.map(formatPeer))
}

function formatPeer(peer: PeerView): SafeText {
  const levels = { 1: safe`may copy`, 2: safe`may read`, 3: safe`may write` }
  const who = peer.nick === null ? safe`(unknown)` : sanitizeNick(peer.nick)
  const address = peer.address === null ? safe`` : safe` at ${sanitizeLine(peer.address)}`
  return safe`  ${who}${address}, ${levels[peer.level]}, since ${formatTime(peer.sinceMs)}, ${peer.ahead} to get, ${peer.behind} to give`
}
