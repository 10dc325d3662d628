/**
 * The way of a line: a command becomes actions, an unknown one an error that is never sent, and anything else a message.
 * Commands come from the keyboard alone. Pure.
 */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { absentCommands } from './absent-commands.js'
import type { Action } from './action.js'
import { fail, tell } from './command.js'
import { commands } from './commands.js'
import { expandAlias } from './expand-alias.js'
import { findCommand, nearestCommand } from './find-command.js'
import { mentionsWithin } from './mention-ranges.js'
import { selectInput } from './selectors.js'
import { sendOf } from './send.js'
import type { State } from './state.js'

/** What Enter does with `typed`: the actions, in order. Nothing for blank lines. */
export function enterLine(state: State, typed: string): readonly Action[] {
  if (typed.trim() === '') return selectInput(state).answer?.kind === 'edit' ? [emptyEdit] : []
  const isCommand = typed.startsWith('/') && !typed.startsWith('//') && !typed.includes('\n') // several lines are text
  const text = typed.startsWith('//') ? typed.slice(1) : typed
  const result = isCommand ? runCommand(state, typed) : sendOf(state, { text, format: 0 })
  if (typeof result === 'string') return [fail(result)]
  const isSent = result.some((action) => action.type === 'textSent')
  return isSent ? asTyped(state, typed, result) : [{ type: 'commandEntered', text: typed }, ...result]
}

const emptyEdit = tell(
  safe`An empty text changes nothing: the message stays as it was. Esc ends the edit; to take the message back, pick it and delete it.`,
)

/** What a key does that a command is bound to: as if it were entered, but what is being written stays in the line. */
export function runLine(state: State, line: string): readonly Action[] {
  const result = runCommand(state, line)
  if (typeof result === 'string') return [fail(result)]
  return result.map((action) =>
    action.type === 'textSent' ? { ...action, typed: line, byKey: true } : action,
  )
}

/** Sends `text`, whatever it begins with, as a message of the current room. */
export function sendText(state: State, text: string): readonly Action[] {
  const result = sendOf(state, { text, format: 0 })
  return typeof result === 'string' ? [fail(result)] : asTyped(state, text, result)
}

/** What is sent gets the whole line, for the history, and who is named in it. */
function asTyped(state: State, typed: string, actions: readonly Action[]): readonly Action[] {
  const { editor } = selectInput(state)
  return actions.map((action) => {
    if (action.type !== 'textSent') return action
    // what a command or an alias made of the line is no longer what the mentions were counted in
    return { ...action, typed, mentions: mentionsWithin(editor.mentions, typed, action.text) }
  })
}

function runCommand(state: State, typed: string): readonly Action[] | SafeText {
  const [, name = '', rest = ''] = commandLine.exec(typed.trimEnd()) ?? []
  const known = findCommand(commands, name.toLowerCase())
  if (known !== undefined) return known.run(rest, state, commands)
  const line = state.settings.alias[name.toLowerCase()]
  return line === undefined ? unknown(name.toLowerCase()) : runAlias(state, line, rest)
}

/** An alias stands for a command of hocket or for a text; never for another alias, so that nothing goes round. */
function runAlias(state: State, line: string, rest: string): readonly Action[] | SafeText {
  const expanded = expandAlias(line, rest)
  const [, name = '', others = ''] = commandLine.exec(expanded) ?? []
  if (name === '') return sendOf(state, { text: expanded, format: 0 })
  return (
    findCommand(commands, name.toLowerCase())?.run(others, state, commands) ?? unknown(name.toLowerCase())
  )
}

const commandLine = /^\/(\S*)\s*(.*)$/

function unknown(name: string): SafeText {
  const absent = absentCommands.get(name)
  if (absent !== undefined) return safe`${absent} Nothing was sent.`
  const near = nearestCommand(commands, name)
  const hint = near === undefined ? safe`/help lists them` : safe`Perhaps you mean /${sanitizeLine(near)}`
  return safe`There is no command ${sanitizeLine(`/${name}`, 24)}: nothing was sent. ${hint}; // sends a leading slash.`
}
