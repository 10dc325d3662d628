/** Why nobody of a room is here, and what to do about it: one sentence each, the same in the screen and in commands. Pure. */
import type { NetReason, NetRoomView, NetView } from '../api/views.js'
import { type SafeText, safe } from '../text/sanitize.js'
import { formatSpan } from './span-words.js'

export interface ReasonWords {
  readonly says: SafeText
  /** What to do about it. */
  readonly advice: SafeText
}

type Speaker = (room: NetRoomView, net: NetView) => ReasonWords

const speakers: Readonly<Record<NetReason, Speaker>> = {
  offline: () => ({
    says: safe`hocket runs offline: it opens no connection at all.`,
    advice: safe`End it ("hocket stop") and start it without --offline. What you write until then is kept.`,
  }),
  'no-dht': (_, { mode }) => ({
    says: safe`The network in which members find each other does not answer.`,
    advice:
      mode === 'public'
        ? safe`Look at the internet connection, and whether a firewall lets UDP through. hocket goes on trying.`
        : safe`Look whether your own bootstrap node runs and can be reached by UDP. hocket goes on trying.`,
  }),
  'not-announced': () => ({
    says: safe`Others cannot find this machine yet: the network has not taken its announcement.`,
    advice: safe`This takes some seconds after the start. If it stays so, a firewall may hold UDP back.`,
  }),
  'nobody-found': () => ({
    says: safe`No other member can be found: nobody else seems to be online.`,
    advice: safe`Ask somebody of the room to start hocket. What you write is kept and handed on then.`,
  }),
  'not-reached': ({ found }) => ({
    says:
      found === 1
        ? safe`Somebody was found, but no connection came about.`
        : safe`${found} were found, but no connection came about.`,
    advice: safe`Both sides may be behind strict firewalls, or they have just gone. Somebody with an open network helps.`,
  }),
  'wrong-room': () => ({
    says: safe`Somebody was connected who does not hold the keys of this room.`,
    advice: safe`Compare the link with who gave it to you: it may be of another room, or have been cut off.`,
  }),
  'old-version': () => ({
    says: safe`Somebody was connected whose version of hocket speaks another protocol.`,
    advice: safe`One of you has to bring hocket up to date.`,
  }),
  refused: () => ({
    says: safe`Somebody was connected, and the connection was refused or ended.`,
    advice: safe`The reasons stand above, under "refused".`,
  }),
  clock: ({ clockLeadMs }) => ({
    says:
      clockLeadMs > 0
        ? safe`The clock of this machine seems ${formatSpan(clockLeadMs)} slow.`
        : safe`The clock of this machine seems wrong.`,
    advice: safe`Set it right: until then messages from others may be held back, and yours stand in wrong places.`,
  }),
}

export function reasonWords(reason: NetReason, room: NetRoomView, net: NetView): ReasonWords {
  return speakers[reason](room, net)
}
