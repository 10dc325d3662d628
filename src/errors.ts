/**
 * The one error class of hocket and the closed list of its codes.
 * A message is a sentence for the user: what happened, what was kept, what to do next. Never holds a secret.
 */

/** Every local fault has one of these codes; cli/exit-codes maps each to an exit code. */
export type ErrorCode =
  | 'USAGE' // the command line or an argument is wrong
  | 'BAD_LINK' // a key or link that cannot be read
  | 'UNKNOWN_ROOM' // no room fits what the user typed
  | 'AMBIGUOUS_ROOM' // several rooms fit
  | 'UNKNOWN_MESSAGE' // no message of the room has this id
  | 'ROOM_WAITING' // the room's genesis has not arrived yet
  | 'ROOM_READ_ONLY' // this profile cannot write in the room
  | 'ROOM_CLOSED' // used after close()
  | 'ONLY_HERE' // messages exist nowhere else, and it was not said that this does not matter
  | 'NOT_ALLOWED' // the message is not ours to change
  | 'BAD_TEXT' // empty, too long, or not UTF-8
  | 'BAD_NICK'
  | 'BAD_NAME'
  | 'PROFILE_LOCKED' // another engine runs on this profile
  | 'PROFILE_NEWER' // written by a newer version
  | 'PROFILE_DAMAGED' // a file of the profile cannot be read
  | 'PROFILE_COPIED' // the directory is a copy: opening it could fork the log
  | 'NOT_WRITABLE' // read-only file system or permissions
  | 'DISK_FULL'
  | 'PORT_IN_USE'
  | 'BAD_BOOTSTRAP' // a bootstrap address cannot be read
  | 'NETWORK_REFUSED' // the start-up self-test of the wire guard failed
  | 'ENGINE_GONE' // the engine ended while we talked to it
  | 'ENGINE_START' // no engine could be started
  | 'VERSION_MISMATCH' // engine and face are of different versions
  | 'TIMEOUT'
  | 'CLOSED' // a Resource was used after close()
  | 'INTERNAL' // a bug

/** A local fault with a code, a message the user can act on, and its cause. */
export class HocketError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HocketError'
    this.code = code
  }
}

/** True iff `error` is a HocketError (of the given code, when one is given). */
export function isHocketError(error: unknown, code?: ErrorCode): error is HocketError {
  return error instanceof HocketError && (code === undefined || error.code === code)
}
