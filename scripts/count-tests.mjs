/** Counts the tests of a TAP stream: every named test inside a file, and every file that failed without naming one. */
export function countTests(tap) {
  const counts = { passed: 0, failed: 0 }
  let failedInside = 0
  for (const line of tap.split('\n')) {
    const point = /^( *)(not )?ok \d+ - .*# time=/.exec(line) ?? /^( *)(not )?ok \d+ - .*\{$/.exec(line)
    if (point === null) continue
    const isFile = point[1] === ''
    const failed = point[2] !== undefined
    if (isFile) {
      if (failed && failedInside === 0) counts.failed++
      failedInside = 0
    } else if (failed) {
      counts.failed++
      failedInside++
    } else {
      counts.passed++
    }
  }
  return counts
}
