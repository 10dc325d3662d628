/** Loaded into an engine before it starts: the engine is killed the moment it would answer that a message is stored. */
import { Socket } from 'node:net'

const { write } = Socket.prototype
Socket.prototype.write = function (chunk, ...rest) {
  if (String(chunk).includes('"state":"stored"}')) process.kill(process.pid, 'SIGKILL')
  return write.call(this, chunk, ...rest)
}
