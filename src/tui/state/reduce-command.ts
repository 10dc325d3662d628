/** Reducers of what commands and the keys of rooms ask for. Pure. */
import { changeSettings, type SettingChange } from '../../config/settings.js'
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { changeOverlay, changeScreen, informed, touched, warned } from './change.js'
import { checkAlias, checkKey } from './check-entry.js'
import { formatChords } from './chord-names.js'
import type { CommandAction } from './command-action.js'
import { emptyEditor } from './editor.js'
import { keymapOf } from './keymap.js'
import { parseChords } from './parse-chords.js'
import { enterRoom, toEnd } from './reduce-room.js'
import type { State } from './state.js'
import { revisit } from './visited.js'

export const commandReducers: Reducers<State, CommandAction['type']> = {
  keyBound: (state, { keys, name }) => bound(state, keys, name),
  aliasMade: (state, { name, line }) => aliased(state, name, line),
  viewCleared: (state) =>
    changeScreen(touched(state), state.current, (screen) => {
      const newest = screen.window?.messages.at(-1)?.id ?? null
      return { ...toEnd(screen), cleared: newest, firstUnread: null }
    }),
  unreadChosen: (state, { handle, id }) =>
    changeScreen(touched(state), handle, (screen) => ({ ...screen, keptUnread: true, firstUnread: id })),
  roomRevisited(state, { by }) {
    const visited = revisit(state.visited, by)
    const handle = visited?.rooms[visited.at]
    if (visited === undefined || handle === undefined) return state
    return { ...enterRoom(touched(state), handle), visited }
  },
  roomsToggled: (state) => ({ ...state, showRooms: !state.showRooms }),
  bareToggled: (state) => ({ ...touched(state), bare: !state.bare }),
  filterBegun: (state) =>
    changeOverlay(state, (overlay) =>
      overlay.kind === 'help' && overlay.editor === undefined ? { ...overlay, editor: emptyEditor } : overlay,
    ),
  // what these do, effects do
  roomRenamed: unchanged,
  leaveAsked: unchanged,
  leftAsked: unchanged,
  levelChosen: unchanged,
  roomWordsAsked: unchanged,
  allRead: unchanged,
  exportAsked: unchanged,
}

function unchanged(state: State): State {
  return state
}

/** A key that is bound to nothing now is forgotten, when the preset does not bind it either. */
function bound(state: State, keys: string, name: string): State {
  const wrong = checkKey(keys, name)
  if (wrong !== undefined) return warned(state, safe`Nothing was bound: ${wrong}. /key lists every action.`)
  const parsed = parseChords(keys)
  if ('wrong' in parsed) return warned(state, safe`Nothing was bound: ${parsed.wrong}.`)
  const { chords } = parsed
  const shown = formatChords(chords)
  const written = Object.keys(state.settings.keys).filter((key) => samePress(key, chords))
  const cleaned = written.reduce(
    (settings, key) => changeSettings(settings, { table: 'keys', name: key, value: undefined }),
    state.settings,
  )
  const isBound = keymapOf({ preset: cleaned.preset, keys: cleaned.keys }).bound.has(chords)
  if (name === '' && !isBound && written.length === 0) return warned(state, safe`${shown} is not bound.`)
  const change: SettingChange = {
    table: 'keys',
    name: chords,
    value: name === '' && !isBound ? undefined : name,
  }
  const settings = changeSettings(cleaned, change)
  const shadow = shadowed(state, chords)
  const told =
    name === '' ? safe`${shown} does nothing now.` : safe`${shown} is ${sanitizeLine(name)} now.${shadow}`
  return informed({ ...state, settings }, told)
}

function samePress(written: string, chords: string): boolean {
  const parsed = parseChords(written)
  return 'chords' in parsed && parsed.chords === chords
}

/** A key alone and a sequence that begins with it cannot both be reached: the key alone wins. */
function shadowed({ settings }: State, chords: string) {
  const { bound, prefixes } = keymapOf(settings)
  if (prefixes.has(chords)) return safe` Sequences that begin with it cannot be reached any more.`
  const first = chords.split(' ')[0] ?? ''
  const isHidden = first !== chords && bound.has(first)
  return isHidden
    ? safe` It cannot be reached while ${formatChords(first)} alone does something: /unbind that.`
    : safe``
}

function aliased(state: State, name: string, line: string | null): State {
  const wrong = line === null ? undefined : checkAlias(name, line)
  if (wrong !== undefined) return warned(state, safe`No command was made: ${wrong}.`)
  const settings = changeSettings(state.settings, { table: 'alias', name, value: line ?? undefined })
  const shown = sanitizeLine(name, 24)
  const told = line === null ? safe`/${shown} is removed.` : safe`/${shown} is ${sanitizeLine(line, 80)} now.`
  return informed({ ...state, settings }, told)
}
