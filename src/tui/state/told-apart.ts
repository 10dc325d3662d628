/**
 * How rooms of one name are called: each with the beginning of its key, the one that people compare, so that none is taken
 * for the other. Pure.
 */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import type { RoomModel } from './models.js'

const shortKeyLetters = 4

/** The rooms with labels of which no two are equal; upper case counts as lower. */
export function toldApart(rooms: readonly RoomModel[]): RoomModel[] {
  const namesakes = new Map<string, RoomModel[]>()
  for (const room of rooms) {
    const name = room.name.toLowerCase()
    namesakes.set(name, [...(namesakes.get(name) ?? []), room])
  }
  return rooms.map((room) => {
    const others = (namesakes.get(room.name.toLowerCase()) ?? []).filter((other) => other !== room)
    const label = others.length === 0 ? room.name : safe`${room.name}·${markOf(room, others)}`
    return label === room.label ? room : { ...room, label }
  })
}

/** As much of the key as is needed. */
function markOf({ key, number }: RoomModel, others: readonly RoomModel[]): SafeText {
  if (key === null) return safe`${number}`
  const short = sliceSafe(key, 0, shortKeyLetters)
  return others.some((other) => other.key?.startsWith(short)) ? key : short
}
