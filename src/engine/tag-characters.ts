/** How much of a key faces show of somebody who has no nick. */

/** Characters of the short form of a key. */
export const tagCharacters = 8
