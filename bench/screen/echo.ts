/**
 * The least that a program can do for a key: writes the line again. How long that takes beside a busy engine is the part of
 * the waiting that no screen can save.
 */
process.stdin.setRawMode(true)
let line = ''
draw()
process.stdin.on('data', (keys) => {
  for (const key of keys.toString()) line = key === '\x7f' ? line.slice(0, -1) : line + key
  draw()
})

function draw(): void {
  process.stdout.write(`\r\x1b[2K[ana] ${line}`)
}
