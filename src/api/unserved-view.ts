/** What is said to exist of a room, and what nobody who is connected holds. Text is raw, as in views. */

export interface UnservedView {
  readonly author: string
  readonly nick: string
  /** Messages and other records. Taken from what peers said they hold: nobody can prove it without handing it over. */
  readonly blocks: number
}
