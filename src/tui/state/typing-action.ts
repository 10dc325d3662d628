/** What happens in the input line beyond single edits, and with the mouse. */

export type TypingAction =
  /** For this run only; what the configuration says is not changed. → the terminal is told */
  { readonly type: 'mouseToggled' }
