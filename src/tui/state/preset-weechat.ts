/** The keys of the preset "weechat": those of "irc", but Alt with the arrows to the sides goes to the rooms. */
import { ircPreset, type Preset } from './preset-irc.js'

const changed: Preset = [
  ['M-left', 'room-previous'],
  ['M-right', 'room-next'],
  ['f5', 'room-previous'],
  ['f6', 'room-next'],
]

const chords = new Set(changed.map(([chord]) => chord))

export const weechatPreset: Preset = [...ircPreset.filter(([chord]) => !chords.has(chord)), ...changed]
