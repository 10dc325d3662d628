/** `hocket doctor`: says what is wrong with profile, machine and network, and what to do; exit code 1 when something is. */
import type { DoctorFinding } from '../../api/doctor-finding.js'
import { isHocketError } from '../../errors.js'
import { safe, sanitize, sanitizeLine } from '../../text/sanitize.js'
import { padEnd, textWidth } from '../../text/width.js'
import { amount } from '../../words/span-words.js'
import type { CommandSpec } from '../command.js'
import type { Context } from '../context.js'
import { examineMachine } from '../examine-machine.js'
import type { Output } from '../output.js'

const marks = { ok: safe`ok      `, warning: safe`warning `, problem: safe`PROBLEM ` }

export const doctorCommand: CommandSpec = {
  usage: 'doctor',
  summary: 'say what is wrong with the profile and the network, and what to do',
  options: [['--rebuild', 'delete the index and build it again from the logs; nothing is lost']],
  examples: ['hocket doctor', 'hocket doctor --rebuild'],
  async run(context, _args, options) {
    const local = await examineMachine(context.globals.profileDir, context.io)
    const engine = await examineEngine(context, { rebuild: options.rebuild === true })
    // what the engine has looked at itself is said once
    const other = local.filter(({ subject }) => !engine.some((finding) => finding.subject === subject))
    const findings = [...other, ...engine]
    const cells = Math.max(...findings.map(({ subject }) => textWidth(sanitizeLine(subject))))
    for (const finding of findings) print(context.out, finding, cells)
    return findings.some(({ level }) => level === 'problem') ? 1 : 0
  },
}

async function examineEngine(
  context: Context,
  { rebuild }: { readonly rebuild: boolean },
): Promise<readonly DoctorFinding[]> {
  try {
    const { client, engine } = await context.attached()
    const running: DoctorFinding = {
      level: 'ok',
      subject: 'engine',
      text: `Process ${engine.pid} answers, version ${engine.version}.`,
    }
    const rebuilt = rebuild ? [await rebuildIndex(context)] : []
    return [running, ...rebuilt, ...(await client.call('engine.doctor', {}))]
  } catch (error) {
    if (!isHocketError(error)) throw error
    return [{ level: 'problem', subject: 'engine', text: error.message }] // converted: that is what doctor is for
  }
}

async function rebuildIndex(context: Context): Promise<DoctorFinding> {
  const { records } = await (await context.engine()).call('engine.rebuildIndex', {})
  return {
    level: 'ok',
    subject: 'index',
    text: `Built again from the logs: ${amount(records, safe`record`)}.`,
  }
}

function print(out: Output, { level, subject, text }: DoctorFinding, subjectCells: number): void {
  out.result(
    { level, subject, text },
    safe`${marks[level]} ${padEnd(sanitizeLine(subject), subjectCells)} ${sanitize(text)}`,
  )
}
