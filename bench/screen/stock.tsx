/**
 * The reference: the same screen as a tutorial would build it. One Ink root over the whole terminal, a node for every
 * message, keys by useInput. It attaches to the same engine and shows the same rooms and messages.
 */
import { Box, render, Text, useInput, useStdout } from 'ink'
import { useEffect, useState } from 'react'
import { apiVersion } from '../../src/api/methods.js'
import type { MessageView, RoomView } from '../../src/api/views.js'
import { connectTo } from '../../src/rpc/client.js'
import { socketPath } from '../../src/rpc/socket-path.js'

const client = await connectTo(socketPath(process.env.HOCKET_PROFILE ?? ''))
await client.call('engine.hello', { api: apiVersion, face: 'bench' })
/** As often as hocket pulls. */
const pauseMs = 50

function App() {
  const { stdout } = useStdout()
  const rows = stdout.rows - 4
  const [rooms, setRooms] = useState<readonly RoomView[]>([])
  const [messages, setMessages] = useState<readonly MessageView[]>([])
  const [text, setText] = useState('')
  const [back, setBack] = useState(0)
  useEffect(() => {
    let due = false
    const pull = async () => {
      const list = await client.call('rooms.list', {})
      const page = await client.call('room.page', { handle: list[0]!.handle, before: rows * 3, after: 0 })
      setRooms(list)
      setMessages(page.messages)
    }
    client.on('changed', () => {
      if (due) return
      due = true
      setTimeout(() => {
        due = false
        void pull()
      }, pauseMs)
    })
    void pull()
  }, [rows])
  useInput((input, key) => {
    if (key.pageUp) setBack((now) => Math.min(messages.length - rows, now + rows - 2))
    else if (key.pageDown) setBack((now) => Math.max(0, now - rows + 2))
    else if (key.backspace || key.delete) setText((now) => now.slice(0, -1))
    else setText((now) => now + input)
  })
  const end = messages.length - back
  return (
    <Box flexDirection="column" height={stdout.rows} width={stdout.columns}>
      <Box flexGrow={1}>
        <Box flexDirection="column" width={18} flexShrink={0} borderStyle="single">
          {rooms.map((room) => (
            <Text key={room.handle}>
              {room.number} #{room.name} {room.unread > 0 ? room.unread : ''}
            </Text>
          ))}
        </Box>
        <Box flexDirection="column" flexGrow={1} overflow="hidden" justifyContent="flex-end">
          {messages.slice(Math.max(0, end - rows), end).map((message) => (
            <Box key={message.id}>
              <Box flexShrink={0}>
                <Text dimColor>{new Date(message.timeMs).toISOString().slice(11, 16)} </Text>
                <Text color="cyan">{message.nick} │ </Text>
              </Box>
              <Text wrap="wrap">{message.text}</Text>
            </Box>
          ))}
        </Box>
      </Box>
      <Text inverse>1:#garden {rooms[0]?.peers ?? 0} peers</Text>
      <Text>[ana] {text}</Text>
    </Box>
  )
}

render(<App />)
