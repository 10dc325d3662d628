/** Looks for what is wrong with the profile and the network, and says what to do about it. Changes nothing. */
import { statfs } from 'node:fs/promises'
import type { DoctorFinding } from '../api/doctor-finding.js'
import { safe } from '../text/sanitize.js'
import { amount } from '../words/span-words.js'
import type { HandlerParts } from './parts.js'
import { viewRoom } from './room-view.js'

const lowBytes = 200 * 2 ** 20

export async function examine(parts: HandlerParts): Promise<readonly DoctorFinding[]> {
  return [
    ...examineProfile(parts),
    await examineDisk(parts),
    ...examineNetwork(parts),
    ...examineRooms(parts),
  ]
}

function examineProfile({ index, vault }: HandlerParts): DoctorFinding[] {
  const words = vault.secrets.words !== undefined
  return [
    { level: 'ok', subject: 'identity', text: 'The identity and the device key can be read.' },
    index.rebuilt === undefined
      ? { level: 'ok', subject: 'index', text: 'The index is whole.' }
      : {
          level: 'warning',
          subject: 'index',
          text: index.rebuilt,
        },
    {
      level: 'warning',
      subject: 'passphrase',
      text: 'The keys of this profile are kept without a passphrase: whoever can read its folder can write as you.',
    },
    words
      ? {
          level: 'warning',
          subject: 'recovery words',
          text: 'The recovery words are still on this device. Write them down with "hocket words", then remove them with "hocket words --forget".',
        }
      : { level: 'ok', subject: 'recovery words', text: 'The recovery words are not on this device.' },
  ]
}

async function examineDisk({ profileDir }: HandlerParts): Promise<DoctorFinding> {
  const { bavail, bsize } = await statfs(profileDir)
  const freeMiB = Math.floor((bavail * bsize) / 2 ** 20)
  return bavail * bsize < lowBytes
    ? {
        level: 'problem',
        subject: 'disk',
        text: `Only ${freeMiB} MiB are free where the profile is. Free some space, or messages cannot be stored.`,
      }
    : { level: 'ok', subject: 'disk', text: `${freeMiB} MiB are free where the profile is.` }
}

function examineNetwork({ network, hub, guardFailure }: HandlerParts): DoctorFinding[] {
  if (guardFailure !== undefined) {
    return [
      {
        level: 'problem',
        subject: 'wire guard',
        text: `The self-test of the wire guard failed (${guardFailure}), so the engine stays offline. Reading and writing here still work. Install the release again with "npm ci".`,
      },
    ]
  }

  const { mode, dhtReachable, listening } = network.status()
  if (mode === 'offline') {
    return [
      {
        level: 'warning',
        subject: 'network',
        text: 'The engine runs offline: nobody can be found. End it with "hocket stop" and start it without --offline.',
      },
    ]
  }
  if (listening === null)
    return [
      { level: 'ok', subject: 'network', text: 'No socket is open, because there is no room to find yet.' },
    ]
  const findings: DoctorFinding[] = [
    dhtReachable === false
      ? {
          level: 'problem',
          subject: 'DHT',
          text: 'The distributed hash table does not answer, so nobody can be found. Check the connection, the firewall (UDP) and --bootstrap.',
        }
      : dhtReachable === null
        ? { level: 'warning', subject: 'DHT', text: 'The distributed hash table has not answered yet.' }
        : {
            level: 'ok',
            subject: 'DHT',
            text: `The distributed hash table answers; listening on ${listening}.`,
          },
  ]
  const refused = Object.entries(hub.refused)
  if (refused.length > 0) {
    const list = refused.map(([reason, count]) => `${reason} (${count})`).join(', ')
    findings.push({
      level: 'warning',
      subject: 'refused peers',
      text: `Connections were refused or ended: ${list}.`,
    })
  }
  return findings
}

function examineRooms({ book, hub }: HandlerParts): DoctorFinding[] {
  return book.all().map((booked) => {
    const { name, number, notice, peers, sync } = viewRoom(booked, hub)
    const subject = `room ${number}${name === null ? '' : ` (#${name})`}`
    if (notice !== null) return { level: 'warning', subject, text: notice }
    if (sync.missingBlocks > 0) {
      return {
        level: 'warning',
        subject,
        text: `Not here yet: ${amount(sync.missingBlocks, safe`record`)} known to exist.`,
      }
    }
    return {
      level: 'ok',
      subject,
      text:
        peers === 0
          ? 'Complete as far as is known; nobody of the room is connected.'
          : `Complete; ${amount(peers, safe`peer`)} connected.`,
    }
  })
}
