/** One thing that the doctor looked at. */

export interface DoctorFinding {
  readonly level: 'ok' | 'warning' | 'problem'
  /** What was looked at, a few words. */
  readonly subject: string
  /** What is so, and what to do about it. */
  readonly text: string
}
