/** A frame with everything masked that is another one each time, at the same width. */
const day = 'Sat 21 Nov 2026'

export function mask(frame) {
  return frame
    .split('\n')
    .map((line) =>
      line
        .replace(/─* \w{3} \d{1,2} \w{3} \d{4} ─*/g, (rule) => centred(` ${day} `, rule.length))
        .replace(/\d\d:\d\d/g, '21:07')
        .replace(/\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, '21 Nov')
        .replace(/hocket:([wr])\/[a-z0-9]*/g, (link, kind) => `hocket:${kind}/`.padEnd(link.length, 'y'))
        .replace(/(?<=^│ )[ybndrfg8ejkmcpqxot1uwisza345h769]{8,}(?= *│)/, (rest) => 'y'.repeat(rest.length))
        .replace(/[ybndrfg8ejkmcpqxot1uwisza345h769]{4}(·[ybndrfg8ejkmcpqxot1uwisza345h769]{4})+/g, (tag) =>
          tag.replace(/[a-z0-9]/g, 'y'),
        )
        .replace(/(?<=Your key |^\[)[ybndrfg8ejkmcpqxot1uwisza345h769]{8,}(?=…|\])/, (tag) =>
          'y'.repeat(tag.length),
        )
        .replace(/(?<=│)[ ▀▄█]*[▀▄][ ▀▄█]*(?=│)/g, (code) => centredCode(code.length))
        .trimEnd(),
    )
    .join('\n')
}

function centred(text, length) {
  const left = Math.floor((length - text.length) / 2)
  return '─'.repeat(left) + text + '─'.repeat(length - text.length - left)
}

/** Where a QR code stands; its modules are other ones with every link. */
function centredCode(length) {
  return '▒'
    .repeat(31)
    .padStart(Math.floor((length + 31) / 2))
    .padEnd(length)
}
