/**
 * Errors across the socket. A HocketError travels as a JSON-RPC error of code -32000 with its own code in `data`;
 * any other error stays in the engine's log and arrives as INTERNAL, because its text may hold anything.
 */
import { type JSONRPCError, JSONRPCErrorCode, JSONRPCErrorException } from 'json-rpc-2.0'
import { type ErrorCode, HocketError } from '../errors.js'

const hocketErrorCode = -32_000

/** Every code, so that what arrives can be checked; a missing one does not compile. */
const knownCodes: Readonly<Record<ErrorCode, true>> = {
  USAGE: true,
  BAD_LINK: true,
  UNKNOWN_ROOM: true,
  UNKNOWN_MESSAGE: true,
  AMBIGUOUS_ROOM: true,
  ROOM_WAITING: true,
  ROOM_READ_ONLY: true,
  ROOM_CLOSED: true,
  ONLY_HERE: true,
  NOT_ALLOWED: true,
  BAD_TEXT: true,
  BAD_NICK: true,
  BAD_NAME: true,
  PROFILE_LOCKED: true,
  PROFILE_NEWER: true,
  PROFILE_DAMAGED: true,
  PROFILE_COPIED: true,
  NOT_WRITABLE: true,
  DISK_FULL: true,
  PORT_IN_USE: true,
  BAD_BOOTSTRAP: true,
  NETWORK_REFUSED: true,
  ENGINE_GONE: true,
  ENGINE_START: true,
  VERSION_MISMATCH: true,
  TIMEOUT: true,
  CLOSED: true,
  INTERNAL: true,
}

/** An error as two plain fields, for a wire or a pipe. */
export interface ErrorFields {
  readonly code: ErrorCode
  readonly message: string
}

/** The fields of `error` that another process may know. */
export function errorFields(error: unknown): ErrorFields {
  if (error instanceof HocketError) return { code: error.code, message: error.message }
  const message =
    'Something went wrong inside the engine that should not happen; engine.log in the profile has the details.'
  return { code: 'INTERNAL', message }
}

/** The error for fields that came from another process. */
export function errorFromFields(code: unknown, message: unknown): HocketError {
  const known = typeof code === 'string' && Object.hasOwn(knownCodes, code)
  return new HocketError(known ? (code as ErrorCode) : 'INTERNAL', String(message))
}

export function toWireError(error: unknown): JSONRPCError {
  if (error instanceof JSONRPCErrorException) return error.toObject()
  const { code, message } = errorFields(error)
  return { code: hocketErrorCode, message, data: { code } }
}

/** What a failed request means on the side of the face. */
export function fromWireError(error: unknown): HocketError {
  if (!(error instanceof JSONRPCErrorException)) {
    return new HocketError('INTERNAL', 'The engine gave an answer that cannot be read.', { cause: error })
  }
  if (error.code === hocketErrorCode) return errorFromFields(error.data?.code, error.message)
  if (error.code === JSONRPCErrorCode.MethodNotFound) {
    return new HocketError(
      'VERSION_MISMATCH',
      'The running engine does not know this request. Stop it with "hocket stop" and try again.',
    )
  }
  if (error.code === JSONRPCErrorCode.InvalidParams) return new HocketError('USAGE', error.message)
  return new HocketError('INTERNAL', error.message)
}

/** The error of every call that was open, or is made, after the connection ended. */
export function engineGone(): HocketError {
  return new HocketError(
    'ENGINE_GONE',
    'The engine ended while it was being talked to. What it had acknowledged is kept; try again.',
  )
}
