/**
 * One SQLite connection: prepared statements are kept by their text, integers are read as bigint, errors become
 * HocketErrors. The only importer of the SQLite package. Knows no table.
 */
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import { convert, faultOf, isDamage } from './sqlite-fault.js'

export type Value = null | number | bigint | string | Uint8Array

/** Values for the `?` of a statement in order, or one object for its `:names`. */
export type Values = readonly Value[] | Readonly<Record<string, Value>>

/** How long to wait for another program, such as one that a curious user started. */
const busyTimeoutMs = 1_000

export class Database {
  readonly #connection: DatabaseSyncInstance
  readonly #statements = new Map<string, StatementSyncInstance>()
  #damaged = false

  /** Opens or makes the file at `path`; `:memory:` for none. */
  constructor(path: string) {
    this.#connection = this.#guard(() => new DatabaseSync(path, { timeout: busyTimeoutMs }))
  }

  /** True once SQLite has found the file to be damaged. */
  get damaged(): boolean {
    return this.#damaged
  }

  /** Runs statements that give no rows. */
  exec(sql: string): void {
    this.#guard(() => this.#connection.exec(sql))
  }

  /** Runs one statement; the number of rows that it changed. */
  run(sql: string, values: Values): number {
    return this.#guard(() => Number(this.#prepared(sql).run(...spread(values)).changes))
  }

  /** The first row, or undefined. The caller names the shape of the row that its SQL gives. */
  get<Row>(sql: string, values: Values): Row | undefined {
    return this.#guard(() => this.#prepared(sql).get(...spread(values)) as Row | undefined)
  }

  /** All rows. */
  all<Row>(sql: string, values: Values): Row[] {
    return this.#guard(() => this.#prepared(sql).all(...spread(values)) as Row[])
  }

  /** Runs `change` in one transaction: all of it happens, or nothing. */
  transaction(change: () => void): void {
    this.exec('begin immediate')
    try {
      change()
      this.exec('commit')
    } catch (error) {
      if (this.#connection.isTransaction) this.exec('rollback')
      throw error
    }
  }

  /**
   * Closes the file and leaves nothing beside it. SQLite would do so itself, but not while statements are still waiting
   * for the garbage collector. Damage found on the way is no error here: it is in `damaged`.
   * Nor is another program that reads the file: what stays beside it then is whole, and folded in later.
   */
  close(): void {
    try {
      if (!this.#damaged) this.exec('pragma journal_mode = delete')
    } catch (error) {
      if (!isDamage(error) && faultOf(error) !== 'busy') throw error
    } finally {
      this.abandon()
    }
  }

  /** Closes the file as it is. */
  abandon(): void {
    this.#statements.clear()
    this.#connection.close()
  }

  #prepared(sql: string): StatementSyncInstance {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#connection.prepare(sql, { readBigInts: true })
    this.#statements.set(sql, statement)
    return statement
  }

  #guard<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      const fault = faultOf(error)
      if (fault === 'damage') this.#damaged = true
      throw convert(error, fault)
    }
  }
}

function spread(values: Values): readonly unknown[] {
  return Array.isArray(values) ? values : [values]
}
