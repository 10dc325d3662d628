/** The connection: transactions, and faults of the file as errors for people. */
import t from 'tap'
import { Database } from '../../src/index/database.js'
import { isDamage } from '../../src/index/sqlite-fault.js'

function withTable(t: { teardown: (run: () => void) => void }): Database {
  const database = new Database(':memory:')
  t.teardown(() => database.close())
  database.exec('create table things (name blob not null) strict')
  return database
}

t.test('a transaction that fails leaves nothing behind and lets the next one begin', async (t) => {
  const database = withTable(t)
  const add = (name: Uint8Array | null) => database.run('insert into things (name) values (?)', [name])
  t.throws(() =>
    database.transaction(() => {
      add(new Uint8Array(1))
      add(null)
    }),
  )
  t.same(database.all('select * from things', []), [])
  database.transaction(() => t.equal(add(new Uint8Array(2)), 1))
  t.same(database.get('select count(*) as n from things', []), { n: 1n })
})

t.test(
  'a full disk and a file that may not be written are faults with a way out, a bug stays a bug',
  async (t) => {
    const database = withTable(t)
    const fill = () => {
      for (;;) database.run('insert into things (name) values (?)', [new Uint8Array(9_000)])
    }
    database.exec('pragma max_page_count = 20')
    t.throws(fill, { code: 'DISK_FULL', message: /no message is lost/ })
    t.throws(() => database.transaction(fill), { code: 'DISK_FULL' }, 'also inside a transaction')
    database.exec('pragma query_only = 1')
    t.throws(fill, { code: 'NOT_WRITABLE' })
    t.throws(() => database.all('select * from nowhere', []), { code: 'ERR_SQLITE_ERROR' })
    t.notOk(database.damaged)
  },
)

t.test('damage is recognised with a result code and without one', async (t) => {
  const error = (message: string, more: object) =>
    Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR' }, more)
  t.ok(isDamage(error('whatever it says', { errcode: 11 + 256 })))
  t.ok(isDamage(error('database disk image is malformed', {})))
  t.ok(isDamage(error('fts5: corrupt structure record', {})))
  t.notOk(isDamage(error('database disk image is malformed', { errcode: 1 })))
  t.notOk(isDamage(new Error('malformed')))
})
