/** The pure layers must be covered completely: every line and every branch. Reads the JSON report of the test run. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const pureLayers = ['protocol', 'api', 'text', 'timeline']

export function checkCoverage(root) {
  const file = join(root, '.tap', 'report', 'coverage-final.json')
  if (!existsSync(file)) {
    console.error(`== no coverage report at ${file}`)
    return false
  }
  const gaps = Object.values(JSON.parse(readFileSync(file, 'utf8'))).flatMap((entry) => gapsOf(root, entry))
  for (const gap of gaps) console.error(`== not covered: ${gap}`)
  console.log(
    `== coverage of the pure layers (${pureLayers.join(', ')}): ${gaps.length === 0 ? '100 %' : 'incomplete'}`,
  )
  return gaps.length === 0
}

function gapsOf(root, entry) {
  const path = relative(root, entry.path).split(sep).join('/')
  if (!pureLayers.some((layer) => path.startsWith(`src/${layer}/`))) return []
  const lines = Object.entries(entry.s)
    .filter(([, hits]) => hits === 0)
    .map(([id]) => entry.statementMap[id].start.line)
  const branches = Object.entries(entry.b)
    .filter(([, hits]) => hits.some((hit) => hit === 0))
    .map(([id]) => entry.branchMap[id].loc.start.line)
  return [...new Set([...lines, ...branches])].map((line) => `${path}:${line}`)
}
