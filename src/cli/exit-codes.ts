/** The exit code of every error, and the table that `--help` shows. A code that is missing here does not compile. */
import type { ErrorCode } from '../errors.js'

export const interruptedExit = 130

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  INTERNAL: 1,
  USAGE: 2,
  BAD_LINK: 2,
  BAD_TEXT: 2,
  BAD_NICK: 2,
  BAD_NAME: 2,
  BAD_BOOTSTRAP: 2,
  PROFILE_LOCKED: 3,
  UNKNOWN_ROOM: 4,
  AMBIGUOUS_ROOM: 4,
  UNKNOWN_MESSAGE: 4,
  ROOM_WAITING: 5,
  ROOM_READ_ONLY: 5,
  ROOM_CLOSED: 5,
  ONLY_HERE: 5,
  NOT_ALLOWED: 5,
  PROFILE_NEWER: 6,
  PROFILE_DAMAGED: 6,
  PROFILE_COPIED: 6,
  NOT_WRITABLE: 7,
  DISK_FULL: 7,
  PORT_IN_USE: 8,
  NETWORK_REFUSED: 8,
  ENGINE_GONE: 9,
  ENGINE_START: 9,
  VERSION_MISMATCH: 9,
  CLOSED: 9,
  TIMEOUT: 10,
}

export function exitCodeOf(code: ErrorCode): number {
  return exitCodes[code]
}

export const exitCodeHelp = `Exit codes:
  0    done
  1    something is wrong: a bug, or what "doctor" or "demo" found
  2    the command line, a link, a text or a name cannot be used as it is
  3    another engine runs on this profile
  4    no room fits, or several do; or no message of the room
  5    the room cannot be written: it waits for its first member, or you may only read; or it is not yours to change;
       or it was not left, because messages exist only here
  6    the profile is of a newer version, damaged, or a copy
  7    the profile cannot be written, or the disk is full
  8    the network cannot be used: a port is taken, or its self-test failed
  9    the engine ended, could not start, or is of another version
  10   nobody was there in time
  130  interrupted`
