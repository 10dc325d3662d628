/** Forgetting a room, or everything. */
import { idBytes, type RoomId } from '../protocol/ids.js'
import type { Database } from './database.js'
import { findRoomNumber, roomNumber } from './rows.js'
import { searchTable } from './schema.js'

// children before parents
const forgetRoom = [
  `delete from records where room = ${roomNumber}`,
  `delete from effects where room = ${roomNumber}`,
  `delete from named where room = ${roomNumber}`,
  `delete from profiles where room = ${roomNumber}`,
  `delete from checkpoints where log in (select log from logs where room = ${roomNumber})`,
  `delete from logs where room = ${roomNumber}`,
  'delete from rooms where id = :room',
]

export function clearOneRoom(database: Database, room: RoomId): void {
  const id = idBytes(room)
  database.transaction(() => {
    const number = findRoomNumber(database, room)
    if (number !== undefined) database.exec(`drop table ${searchTable(number)}`)
    for (const sql of forgetRoom) database.run(sql, { room: id })
  })
}

export function clearEverything(database: Database): void {
  database.transaction(() => {
    for (const { room } of database.all<{ room: bigint }>('select room from rooms', [])) {
      database.exec(`drop table ${searchTable(room)}`)
    }
    database.exec(`
      delete from records;
      delete from effects;
      delete from named;
      delete from profiles;
      delete from checkpoints;
      delete from logs;
      delete from rooms;`)
  })
}
