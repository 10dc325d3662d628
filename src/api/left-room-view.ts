/** What faces may know of a room that is not opened any more. Text is raw, as in views. */

/** A room that was left: what is stored of it is here, and joining by number brings it back. */
export interface LeftRoomView {
  readonly number: number
  /** RoomId, or null when the genesis never arrived. */
  readonly room: string | null
  readonly name: string | null
  readonly access: 'write' | 'read'
  readonly messages: number
}
