/**
 * Opens the file of the index, or starts an empty one. The index can be built again from the logs at any time (I5), so a
 * file that is damaged or of another version is put aside under another name, never deleted and never repaired.
 * The file holds plaintext: its mode is 0600, and SQLite gives the files beside it the same.
 */
import { chmodSync, closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { HocketError } from '../errors.js'
import { Database } from './database.js'
import { schema, schemaVersion } from './schema.js'
import { isDamage } from './sqlite-fault.js'

export interface OpenedIndex {
  readonly database: Database
  /** Why it starts empty although there was a file, as a sentence for people. */
  readonly rebuilt: string | undefined
}

const memory = ':memory:'
const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma temp_store = memory;
  pragma cache_size = -8000;
`

/** Opens the index at `path`, putting an unusable file aside. */
export function openIndex(path: string): OpenedIndex {
  if (path === memory) return { database: openUsable(path), rebuilt: undefined }
  try {
    return { database: openUsable(path), rebuilt: undefined }
  } catch (error) {
    const reason = reasonToRebuild(error)
    if (reason === undefined) throw error
    const keptAs = putAside(path)
    return {
      database: openUsable(path),
      rebuilt: `${reason} It is built again from the logs; the old file was kept as ${keptAs}.`,
    }
  }
}

/** Gives the files of an index other names, and says which. */
export function putAside(path: string): string {
  let number = 1
  while (existsSync(`${path}.old-${number}`)) number++
  const target = `${path}.old-${number}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix)
  }
  return target
}

/** The file cannot be used; the message says why, for people. */
class Unusable extends Error {}

const damaged = 'The index was damaged.'

function openUsable(path: string): Database {
  // SQLite folds the journal into the file when it is closed: one left behind means that the last run did not get so far
  const unclean = existsSync(`${path}-wal`)
  if (path !== memory) makePrivate(path)
  const database = new Database(path)
  try {
    checkVersion(database)
    database.exec(pragmas)
    if (unclean) checkWhole(database)
    return database
  } catch (error) {
    database.abandon()
    throw error
  }
}

function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (error) {
    throw new HocketError(
      'NOT_WRITABLE',
      'The index cannot be written: check the permissions of the profile folder.',
      { cause: error },
    )
  }
}

/** Fills an empty file; refuses one of another version before it is touched. */
function checkVersion(database: Database): void {
  const version = database.get<{ user_version: bigint }>('pragma user_version', [])?.user_version
  const tables = database.get<{ n: bigint }>('select count(*) as n from sqlite_schema', [])?.n
  if (version === 0n && tables === 0n) {
    database.transaction(() => database.exec(`${schema} pragma user_version = ${schemaVersion};`))
  } else if (version !== BigInt(schemaVersion)) {
    throw new Unusable('The index was written by another version of hocket.')
  }
}

function checkWhole(database: Database): void {
  const found = database.get<{ quick_check: string }>('pragma quick_check(1)', [])?.quick_check
  if (found !== 'ok') throw new Unusable(damaged)
}

function reasonToRebuild(error: unknown): string | undefined {
  if (error instanceof Unusable) return error.message
  return isDamage(error) ? damaged : undefined
}
