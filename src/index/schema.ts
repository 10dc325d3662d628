/**
 * The tables of the index and their version. Any change here takes a new version: a file of another version is put aside
 * and built again from the logs, never converted (I5).
 *
 * Ids and keys are blobs of 32 bytes; texts are UTF-8 blobs, because a TEXT column ends at the first NUL.
 * A record's `pos` is a unique number near its hybrid time (see position.ts): the file lies in order of time, and the
 * search, which can only be read in order of its row numbers, gives the newest first without sorting.
 * Rows of `profiles` and `effects` repeat what records say, keyed for the questions that every page asks: the nick of an
 * author, and what was said about a message. They say who said what, never what counts.
 */
export const schemaVersion = 3

export const schema = `
create table rooms (
  room integer primary key,
  id   blob not null unique
) strict;

create table logs (
  log         integer primary key,
  room        integer not null,
  key         blob not null,
  author      blob,                       -- null until its Join is there
  device      blob,
  state       blob not null,              -- ChainState
  held_length integer not null default 0, -- blocks that another member is known to hold
  records     integer not null default 0,
  texts       integer not null default 0,
  last_seq    integer not null default -1,
  last_hlc    integer not null default -1,
  unique (room, key)
) strict;

create table checkpoints (
  log    integer not null,
  length integer not null,
  head   blob not null,
  primary key (log, length)
) strict, without rowid;

create table records (
  pos        integer primary key,
  room       integer not null,
  hlc        integer not null,
  key        blob not null,               -- of the log: the second half of the order key
  id         blob not null,
  log        integer not null,
  seq        integer not null,
  type       integer not null,
  format     integer not null,
  text       blob not null,
  target     blob,                        -- the message that it answers or is about
  mentions   blob,
  arrived_ms integer not null
) strict;
create unique index records_by_order on records (room, hlc, key);
create index records_by_id  on records (id);
create index records_by_log on records (log, seq, type, hlc);
create index records_names  on records (room, hlc, key) where type = 7;

create table effects (
  room   integer not null,
  target blob not null,
  type   integer not null,
  author blob not null,
  emoji  blob not null,                   -- empty unless it is a reaction
  hlc    integer not null,
  key    blob not null,
  pos    integer not null,                -- of the record
  primary key (room, target, type, author, emoji, hlc, key)
) strict, without rowid;

create table named (
  room   integer not null,
  author blob not null,                   -- whom a text names by key
  pos    integer not null,                -- of the record
  primary key (room, author, pos)
) strict, without rowid;

create table profiles (
  room   integer not null,
  author blob not null,
  hlc    integer not null,
  key    blob not null,
  nick   blob not null,
  primary key (room, author, hlc, key)
) strict, without rowid;
`

/** The words of the texts of one room. Each room has its own table, so that no search reads what other rooms say. */
export function searchTable(room: bigint): string {
  return `search_${room}`
}

/** Makes the search of a room; nothing when it is there. Its rows have the `pos` of their record. */
export function searchSchema(room: bigint): string {
  return `create virtual table if not exists ${searchTable(room)} using fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
  )`
}
