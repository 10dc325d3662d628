/**
 * The index beside a bare prepared statement on the same file: inserts per second, pages, searches, and how they grow.
 * `node scripts/bench.mjs index [messages …]`; without sizes 10,000 and 100,000, and `1000000` is the size of the goal.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { IndexStore } from '../src/index/index-store.js'
import { idBytes } from '../src/protocol/ids.js'
import { nothingRead } from '../src/timeline/read-state.js'
import type { Scope, StoredRow } from '../src/timeline/row.js'
import { type Comparison, compare, logSlope, quantile, summary, timeMs } from './support/measure.js'
import { arrival, creator, room, seeded, sentence, word } from './support/messages.js'
import { Report, round } from './support/report.js'

const authors = 100
const batchRows = 500
const pageRows = 50
const pairs = 5
const runs = 300
const scope: Scope = { creator, genesisName: 'bench', nameRole: 3, maxHlc: 2n ** 62n }
const sizes = process.argv.slice(2).map(Number)
const report = new Report()
const pageGrowth: [number, number][] = []

for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) await measure(size)
if (pageGrowth.length > 1) {
  const slope = round(logSlope(pageGrowth))
  report.add(
    { name: 'page growth', size: pageGrowth.at(-1)![0], unit: 'log-log slope', slope },
    { ours: `slope ${slope}` },
  )
}
report.print('hocket index')

async function measure(size: number): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-bench-'))
  const path = join(dir, 'index.db')
  const index = new IndexStore({ path })
  await index.ready()
  try {
    inserts(size, index, join(dir, 'bare.db'))
    const bare = new DatabaseSync(path)
    pages(size, index, bare)
    searches(size, index, bare)
    small(size, index)
    bare.close()
    const { ms, hash } = timed(() => index.hash(room, scope).hash)
    report.add({ name: 'hash', size, unit: 'ms', ms: round(ms), hash }, { ours: `${round(ms)} ms` })
    const megabytes = round(statSync(path).size / 2 ** 20)
    report.add({ name: 'file', size, unit: 'MiB', megabytes }, { ours: `${megabytes} MiB` })
    whileInserting(size, index)
  } finally {
    await index.close()
    rmSync(dir, { recursive: true })
  }
}

function timed(run: () => string): { ms: number; hash: string } {
  let hash = ''
  const ms = timeMs(() => {
    hash = run()
  })
  return { ms, hash }
}

/** Ours and the same rows into one bare table with the same search, in transactions of the same size, batch by batch in turn. */
function inserts(size: number, index: IndexStore, barePath: string): void {
  const bare = new DatabaseSync(barePath)
  bare.exec(`pragma journal_mode = wal; pragma synchronous = normal;
    create table records (pos integer primary key, id blob, text blob);
    create virtual table search using fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3')`)
  const row = bare.prepare('insert or ignore into records values (?, ?, ?)')
  const words = bare.prepare('insert into search (rowid, words) values (?, ?)')
  const ours: number[] = []
  const reference: number[] = []
  let rows = 0
  for (const batch of arrival({ messages: size, authors, batchRows })) {
    rows += batch.records.length
    ours.push(timeMs(() => index.commit(room, { ...batch, heads: [], arrivedMs: 0 })))
    reference.push(
      timeMs(() => {
        bare.exec('begin')
        for (const { hlc, id, entry } of batch.records) {
          const text = entry.kind === 'text' ? entry.text : ''
          row.run(hlc, idBytes(id), Buffer.from(text))
          if (text !== '') words.run(hlc, text)
        }
        bare.exec('commit')
      }),
    )
  }
  bare.close()
  const perSecond = (times: readonly number[]) =>
    Math.round((rows / times.reduce((sum, ms) => sum + ms, 0)) * 1_000)
  const ratios = ours.map((ms, i) => ms / reference[i]!)
  const figure = {
    ours: perSecond(ours),
    reference: perSecond(reference),
    ratio: round(quantile(ratios, 0.5)),
    pairs: ratios.length,
  }
  report.add(
    { name: 'insert', size, unit: 'rows/s', ...figure },
    { ours: `${figure.ours}/s`, bare: `${figure.reference}/s`, ratio: `${figure.ratio}` },
  )
}

function pages(size: number, index: IndexStore, bare: DatabaseSyncInstance): void {
  const page = bare.prepare(
    `select id, key, seq, hlc, type, format, text, arrived_ms from records
    where room = 1 and (hlc, key) < (?, ?) order by hlc desc, key desc limit ${pageRows}`,
    { readBigInts: true },
  )
  const latest = 2n ** 62n
  const depths = anchors(index, bare)
  const newest = compare({
    pairs,
    runs,
    ours: () => index.page(room, { ...scope, before: pageRows, after: 0 }),
    reference: () => page.all(latest, Buffer.alloc(0)),
  })
  addComparison('page, newest', size, newest)
  pageGrowth.push([size, newest.ours.p50])
  const around = compare({
    pairs,
    runs,
    ours: (i) =>
      index.page(room, {
        ...scope,
        anchor: depths[i % depths.length]!.id,
        before: pageRows / 2,
        after: pageRows / 2,
      }),
    reference: (i) => page.all(depths[i % depths.length]!.hlc, idBytes(depths[i % depths.length]!.log)),
  })
  addComparison('page, any depth', size, around)
}

/** Random places of the history. */
function anchors(index: IndexStore, bare: DatabaseSyncInstance): readonly StoredRow[] {
  const random = seeded(7)
  const bounds = bare
    .prepare('select min(pos) as low, max(pos) as high from records', { readBigInts: true })
    .get() as { low: bigint; high: bigint }
  const at = bare.prepare('select id from records where pos >= ? order by pos limit 1')
  return Array.from({ length: 1_000 }, () => {
    const place = bounds.low + BigInt(Math.floor(random() * Number(bounds.high - bounds.low)))
    const { id } = at.get(place) as { id: Uint8Array }
    return index.findRecord(Buffer.from(id).toString('hex') as StoredRow['id'])!
  })
}

function searches(size: number, index: IndexStore, bare: DatabaseSyncInstance): void {
  const find = bare.prepare(
    `select r.id, r.key, r.seq, r.hlc, r.type, r.format, r.text, r.arrived_ms
    from search_1 s join records r on r.pos = s.rowid where s.words match ? order by s.rowid desc limit ${pageRows}`,
    { readBigInts: true },
  )
  const rooms = [{ ...scope, room }]
  const queries = {
    'search, common word': (i: number) => word(i % 5),
    'search, rare word': (i: number) => word(12_000 + (i % 500)),
    'search, two words': (i: number) => `${word(20 + (i % 20))} ${word(300 + (i % 50))}`,
    'search, 2 letters': (i: number) => word(i % 16).slice(0, 2),
    'search, 3 letters': (i: number) => word(i % 200).slice(0, 3),
    'search, 5 letters': (i: number) => word(200 + (i % 200)).slice(0, 5),
  }
  for (const [name, query] of Object.entries(queries)) {
    const hits = index.search({ rooms, query: query(0), limit: pageRows }).length
    const expression = (i: number) =>
      query(i)
        .split(' ')
        .map((each) => `"${each}"`)
        .join(' ')
    const result = compare({
      pairs,
      runs,
      ours: (i) => index.search({ rooms, query: query(i), limit: pageRows }),
      reference: (i) => find.all(`${expression(i)} *`),
    })
    addComparison(name, size, result, { firstHits: hits })
  }
}

function small(size: number, index: IndexStore): void {
  const marks = new Map([...index.dueSeqs(room, scope.maxHlc)].map(([log, seq]) => [log, seq - 1]))
  const { maxHlc } = scope
  const read = { ...nothingRead, marks, line: index.newestText(room, maxHlc) ?? null }
  const questions = {
    counts: () => index.counts(room, scope.maxHlc),
    members: () => index.members(room, scope),
    unread: () => index.unread(room, { read, me: creator, maxHlc }),
    'unread, nothing read': () => index.unread(room, { read: nothingRead, me: creator, maxHlc }),
  }
  for (const [name, ask] of Object.entries(questions)) {
    const { p50, p99 } = summary(Array.from({ length: 100 }, () => timeMs(ask)))
    report.add(
      { name, size, unit: 'ms', p50: round(p50), p99: round(p99) },
      { ours: `${round(p50)} / ${round(p99)} ms` },
    )
  }
}

/** Pages between the transactions of a catch-up, and single messages as they come live. */
function whileInserting(size: number, index: IndexStore): void {
  const pagesMs: number[] = []
  const liveMs: number[] = []
  const random = seeded(9)
  let live = 0
  for (const batch of arrival({ messages: 100_000, authors: 10, batchRows: 100 })) {
    const records = batch.records.map((record) => ({
      ...record,
      seq: record.seq + 10_000_000,
      hlc: record.hlc + 7n,
      id: `ff${record.id.slice(2)}` as typeof record.id,
    }))
    if (live === 1_000) break
    const [first, ...rest] = records
    const message = {
      ...first!,
      entry: { kind: 'text' as const, format: 0 as const, text: sentence(random) },
    }
    index.commit(room, { ...batch, records: rest, heads: [], arrivedMs: 0 })
    pagesMs.push(timeMs(() => index.page(room, { ...scope, before: pageRows, after: 0 })))
    liveMs.push(timeMs(() => index.commit(room, { ...batch, records: [message], heads: [], arrivedMs: 0 })))
    live++
  }
  for (const [name, values] of [
    ['page during catch-up', pagesMs],
    ['commit of 1 message', liveMs],
  ] as const) {
    const { p50, p99 } = summary(values)
    report.add(
      { name, size, unit: 'ms', p50: round(p50), p99: round(p99), samples: values.length },
      { ours: `${round(p50)} / ${round(p99)} ms` },
    )
  }
}

function addComparison(
  name: string,
  size: number,
  { ours, reference, ratio, ratioRange, ...rest }: Comparison,
  more: object = {},
): void {
  const figure = {
    p50: round(ours.p50),
    p99: round(ours.p99),
    referenceP50: round(reference.p50),
    referenceP99: round(reference.p99),
    ratio: round(ratio),
    ratioRange: ratioRange.map(round),
  }
  report.add(
    { name, size, unit: 'ms', ...figure, ...rest, ...more },
    {
      ours: `${figure.p50} / ${figure.p99} ms`,
      bare: `${figure.referenceP50} / ${figure.referenceP99} ms`,
      ratio: `${figure.ratio}`,
    },
  )
}
