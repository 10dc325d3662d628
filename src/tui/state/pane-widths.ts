/** From which width on a terminal has place for the panes beside the timeline. */

export const roomsFromCols = 60
export const membersFromCols = 100
