/** What stands behind the name of a command, word by word, so that Tab knows what to offer. */

/**
 * A list of words: one of them. `text`: the rest is a message. `file`: the rest is a path. `command`, `setting`: their
 * names, `value`: what the setting before it can be, `alias`: an own command, `chord`: a key,
 * `action`: what keys do, or one more key. The last kind of a template holds for one word, but these three and `text` and `file` for all
 * that follows.
 */
export type ArgumentKind =
  | 'nick'
  | 'room'
  | 'file'
  | 'command'
  | 'setting'
  | 'value'
  | 'alias'
  | 'chord'
  | 'action'
  | 'text'
  | readonly string[]
