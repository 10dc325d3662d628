/**
 * The keys of the preset "irc": chord or sequence → name of an action. One chord may stand here for several actions of
 * different scopes; of the same scope the first whose time it is runs. # in a sequence is any digit.
 */

export type Preset = readonly (readonly [chords: string, action: string])[]

/** Before all others: what the line is about takes Enter, Escape and the like from what they do elsewhere. */
const typing: Preset = [
  ['C-r', 'history-search'],
  ['C-s', 'history-search-newer'],
  ['enter', 'history-search-take'],
  ['tab', 'history-search-take'],
  ['tab', 'complete'],
  ['S-tab', 'complete-back'],
  ['escape', 'complete-cancel'],
  ['escape', 'history-search-back'],
  ['C-g', 'history-search-back'],
  ['C-c', 'history-search-back'],
]

const rooms: Preset = [
  ['C-n', 'room-next'],
  ['M-down', 'room-next'],
  ['C-p', 'room-previous'],
  ['M-up', 'room-previous'],
  ['M-1', 'room-1'],
  ['M-2', 'room-2'],
  ['M-3', 'room-3'],
  ['M-4', 'room-4'],
  ['M-5', 'room-5'],
  ['M-6', 'room-6'],
  ['M-7', 'room-7'],
  ['M-8', 'room-8'],
  ['M-9', 'room-9'],
  ['M-0', 'room-10'],
  ['M-j # #', 'room-number'],
  ['M-a', 'room-activity'],
  ['M-/', 'room-last'],
  ['M-<', 'room-back'],
  ['M->', 'room-forward'],
  ['M-k', 'switcher'],
  ['M-g', 'switcher'],
  ['M-N', 'members'],
  ['f7', 'members'],
  ['M-B', 'rooms'],
  ['M-l', 'bare'],
  ['M-U', 'all-read'],
]

const messages: Preset = [
  ['C-up', 'pick-older'],
  ['C-down', 'pick-newer'],
  ['escape', 'answer-drop'],
  ['pageup', 'page-up'],
  ['pagedown', 'page-down'],
  ['M-pageup', 'lines-up'],
  ['M-pagedown', 'lines-down'],
  ['escape', 'newest'],
  ['M-end', 'newest'],
  ['C-end', 'newest'],
  ['M-home', 'oldest'],
  ['C-home', 'oldest'],
  ['M-u', 'unread'],
  ['M-n', 'mention-next'],
  ['M-p', 'mention-previous'],
  ['M-o', 'unfold'],
  ['M-=', 'show-all'],
  ['C-s', 'search'],
]

const picked: Preset = [
  ['up', 'picked-older'],
  ['down', 'picked-newer'],
  ['r', 'picked-reply'],
  ['e', 'picked-edit'],
  ['+', 'picked-react'],
  ['y', 'picked-copy'],
  ['d', 'picked-delete'],
  ['o', 'picked-open'],
  ['M-o', 'picked-fold'],
  ['i', 'picked-info'],
  ['enter', 'picked-menu'],
  ['escape', 'picked-leave'],
]

const input: Preset = [
  ['enter', 'enter'],
  ['M-enter', 'newline'],
  ['S-enter', 'newline'],
  ['C-j', 'newline'],
  ['up', 'history-older'],
  ['down', 'history-newer'],
  ['C-k', 'cut-or-switch'],
  ['C-c', 'clear-or-quit'],
  ['C-x C-e', 'edit-outside'],
]

const edit: Preset = [
  ['left', 'char-left'],
  ['C-b', 'char-left'],
  ['right', 'char-right'],
  ['C-f', 'char-right'],
  ['C-a', 'line-start'],
  ['home', 'line-start'],
  ['C-e', 'line-end'],
  ['end', 'line-end'],
  ['M-b', 'word-left'],
  ['C-left', 'word-left'],
  ['M-left', 'word-left'],
  ['M-f', 'word-right'],
  ['C-right', 'word-right'],
  ['M-right', 'word-right'],
  ['backspace', 'backspace'],
  ['C-d', 'delete'],
  ['delete', 'delete'],
  ['C-w', 'cut-to-space'],
  ['M-backspace', 'cut-word-left'],
  ['C-backspace', 'cut-word-left'],
  ['M-d', 'cut-word-right'],
  ['C-u', 'cut-to-start'],
  ['C-k', 'cut-to-end'],
  ['C-y', 'yank'],
  ['C-t', 'transpose'],
  ['C-_', 'undo'],
  ['M-_', 'redo'],
]

const dialog: Preset = [
  ['enter', 'paste-send'],
  ['c', 'paste-code'],
  ['escape', 'paste-edit'],
  ['escape', 'dialog-close'],
  ['C-c', 'dialog-close'],
  ['f1', 'dialog-close'],
  ['up', 'dialog-up'],
  ['S-tab', 'dialog-up'],
  ['down', 'dialog-down'],
  ['pageup', 'dialog-page-up'],
  ['pagedown', 'dialog-page-down'],
  ['tab', 'dialog-switch'],
  ['enter', 'menu-enter'],
  ['enter', 'dialog-enter'],
  ['y', 'link-copy'],
  ['r', 'net-refresh'],
  ['w', 'quit-wait'],
  ['n', 'hit-older'],
  ['N', 'hit-newer'],
  ['C-s', 'hits'],
  ['C-s', 'hit-next'],
  ['q', 'dialog-quit'],
  ['/', 'dialog-filter'],
]

const anywhere: Preset = [
  ['f1', 'help'],
  ['M-m', 'mouse'],
  ['f2', 'network'],
  ['C-l', 'repaint'],
  ['C-z', 'suspend'],
  ['C-q', 'quit'],
]

export const ircPreset: Preset = [
  ...typing,
  ...rooms,
  ...messages,
  ...picked,
  ...input,
  ...edit,
  ...dialog,
  ...anywhere,
]
