/** Messages and timelines for tests, with everything that is not said left as it usually is. */
import { sanitize } from '../../../src/text/sanitize.js'
import type { MessageModel } from '../../../src/tui/state/models.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { nickRole } from '../../../src/tui/style/theme.js'
import type { Source } from '../../../src/tui/timeline/items.js'
import { type Timeline, timelineLines } from '../../../src/tui/timeline/timeline-view.js'
import { startMs } from '../fake-engine.js'

export function message(id: string, text: string, change: Partial<MessageModel> = {}): MessageModel {
  const nick = sanitize('bob')
  return {
    id,
    kind: 'text',
    timeMs: startMs,
    person: { author: 'b', name: nick, nick, role: nickRole('b'), likeness: null },
    text: sanitize(text),
    mine: false,
    unread: false,
    mention: false,
    late: false,
    arrival: 'usual',
    warning: null,
    mentions: [],
    reply: null,
    edited: false,
    removed: null,
    reactions: [],
    delivery: null,
    ...change,
  }
}

export const person = (name: string): MessageModel['person'] => {
  const nick = sanitize(name)
  return { author: name, name: nick, nick, role: nickRole(name), likeness: null }
}

export function timeline(
  messages: readonly MessageModel[],
  change: Partial<Timeline & Source> = {},
): Timeline {
  return {
    source: {
      messages,
      drafts: change.drafts ?? [],
      atStart: change.atStart ?? true,
      atEnd: change.atEnd ?? true,
      firstUnread: change.firstUnread ?? null,
      late: change.late ?? new Set(),
      joins: change.joins ?? 'folded',
      sinceMs: change.sinceMs ?? 0,
      groupMs: change.groupMs ?? 0,
    },
    anchor: change.anchor ?? null,
    highlight: change.highlight ?? null,
    bare: change.bare ?? false,
    timeFormat: change.timeFormat ?? 'HH:MM',
    unfolded: change.unfolded ?? new Set(),
    unfoldKey: sanitize('Enter'),
    today: change.today ?? null,
    waiting: change.waiting ?? null,
    cols: change.cols ?? 50,
    rows: change.rows ?? 6,
    look: change.look ?? lookOf('mono', 'unicode'),
  }
}

export function shown(view: Timeline): string[] {
  return timelineLines(view).map((line) => line.map((part) => part.text).join(''))
}
