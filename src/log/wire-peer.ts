/**
 * The replicator's view of one remote of one log. The handler methods are called by name on the object, so whoever guards
 * the wire replaces them there (see hypercore's lib/replicator.js, class Peer; pinned to 11.37.1).
 */
export type {
  BitfieldMessage,
  DataMessage,
  ExtensionMessage,
  RangeMessage,
  RequestMessage,
  SyncMessage,
  WantMessage,
  WirePeer,
} from 'hypercore'
