/**
 * What the switcher offers for what was typed: rooms, people of the room, commands; the best first, with the letters that
 * matched. Without a word: the rooms looked at last. # @ / before the word look for one kind only. Pure.
 */
import fuzzysort from 'fuzzysort'
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import type { Command } from './command.js'
import { commands } from './commands.js'
import type { MemberModel, RoomModel } from './models.js'
import { selectScreen } from './selectors.js'
import type { OverlayOf, State } from './state.js'
import { recentRooms } from './visited.js'

export type PaletteItem =
  | { readonly kind: 'room'; readonly text: SafeText; readonly room: RoomModel }
  | { readonly kind: 'person'; readonly text: SafeText; readonly member: MemberModel }
  | { readonly kind: 'command'; readonly text: SafeText; readonly command: Command }

export interface PaletteHit {
  readonly item: PaletteItem
  /** Offsets into the text of the item. */
  readonly matched: readonly number[]
}

const mostHits = 50
/** Below this, letters merely occur in the right order somewhere. */
const worstScore = 0.3
/** A room is what one looks for most; one of the last rooms more so. */
const roomBonus = 0.15
const recentBonus = 0.1
const recentCount = 5

const signs: Readonly<Record<string, PaletteItem['kind']>> = { '#': 'room', '@': 'person', '/': 'command' }

type Sources = Pick<State, 'rooms' | 'visited' | 'current' | 'screens'>

let remembered:
  | { readonly sources: Sources; readonly typed: string; readonly hits: readonly PaletteHit[] }
  | undefined

/** The hits, best first. The last answer is remembered: layout, dialog and keys all ask. */
export function paletteHits(state: State, typed: string): readonly PaletteHit[] {
  const same =
    remembered?.typed === typed &&
    remembered.sources.rooms === state.rooms &&
    remembered.sources.visited === state.visited &&
    remembered.sources.current === state.current &&
    remembered.sources.screens === state.screens
  if (same && remembered !== undefined) return remembered.hits
  const { rooms, visited, current, screens } = state
  remembered = { sources: { rooms, visited, current, screens }, typed, hits: findHits(state, typed) }
  return remembered.hits
}

function findHits(state: State, typed: string): readonly PaletteHit[] {
  const kind = signs[typed.charAt(0)]
  const word = (kind === undefined ? typed : typed.slice(1)).trim()
  const items = itemsOf(state).filter((item) => kind === undefined || item.kind === kind)
  const recent = new Map(recentRooms(state.visited).map((handle, index) => [handle, index]))
  if (word === '') return unasked(items, recent, state.current).map((item) => ({ item, matched: [] }))
  const found = fuzzysort.go(word, items, {
    key: 'text',
    limit: mostHits,
    threshold: worstScore,
    scoreFn: (result) => (result.score === 0 ? 0 : result.score + bonus(result.obj, recent)),
  })
  return found.map((result) => ({ item: result.obj, matched: [...result.indexes] }))
}

type Recent = ReadonlyMap<string, number>

function bonus(item: PaletteItem, recent: Recent): number {
  if (item.kind !== 'room') return 0
  return roomBonus + ((recent.get(item.room.handle) ?? recentCount) < recentCount ? recentBonus : 0)
}

/** Rooms looked at last come first, the one looked at now as the last of them: Enter alone goes back. */
function unasked(
  items: readonly PaletteItem[],
  recent: Recent,
  current: string | null,
): readonly PaletteItem[] {
  const order = (item: PaletteItem) => {
    if (item.kind !== 'room') return Number.POSITIVE_INFINITY
    if (item.room.handle === current) return recent.size
    return recent.get(item.room.handle) ?? recent.size + item.room.number
  }
  return items
    .map((item) => ({ item, order: order(item) }))
    .sort((a, b) => (a.order === b.order ? 0 : a.order - b.order))
    .slice(0, mostHits)
    .map(({ item }) => item)
}

function itemsOf(state: State): readonly PaletteItem[] {
  const rooms = (state.rooms ?? []).map((room) => ({ kind: 'room' as const, text: room.label, room }))
  const others = selectScreen(state).members.filter((member) => !member.me)
  const people = others.map((member) => ({ kind: 'person' as const, text: safe`@ ${member.nick}`, member }))
  return [...rooms, ...people, ...commandItems]
}

const commandItems = commands.map((command) => ({
  kind: 'command' as const,
  text: safe`/${nameOf(command)}`,
  command,
}))

/** The name, as the usage has it: the one place where it is safe text already. */
function nameOf({ usage }: Command): SafeText {
  return sliceSafe(usage, 1, usage.includes(' ') ? usage.indexOf(' ') : undefined)
}

/** Up and down among the hits. */
export function stepPalette(state: State, overlay: OverlayOf<'palette'>, by: number): OverlayOf<'palette'> {
  const last = paletteHits(state, overlay.editor.text).length - 1
  return { ...overlay, selected: Math.max(0, Math.min(last, overlay.selected + by)) }
}
