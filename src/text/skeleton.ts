/**
 * What a nick looks like, so that two nicks can be compared as an eye does. Two people whose skeletons are equal should be
 * told apart by their keys. Knows the look-alikes among Latin, Greek and Cyrillic letters, digits, and the styled letters
 * that Unicode itself calls equal (full width, mathematical). It cannot know: other scripts that look alike in themselves,
 * fonts in which still other letters are alike, and nicks that merely read or sound alike. Only for comparing: never shown.
 */

/** Each letter stands for all the signs behind it. Written in lower case, without marks, as they are when compared. */
const alike: readonly string[] = [
  'a\u0251\u03b1\u0430\uab7a',
  'b\u0184\u042c\u044c\u0432',
  'c\u03f2\u0441\u1d04',
  'd\u0501\u217e',
  'e\u0435\u04bd\u212e\u1d07',
  'f\u017f\u0192',
  'g\u0261\u0581',
  'h\u04bb\u0570',
  'i\u0131\u0269\u03b9\u0456\u04cf\u1d09',
  'j\u0237\u03f3\u0458',
  'k\u03ba\u043a\u1d0b',
  'l1|\u01c0\u0399\u0406\u04c0\u05c0\u2223',
  'm\u043c\u1d0d',
  'n\u0438\u0578\u057c\u03b7',
  'o0\u03bf\u03c3\u043e\u0585\u1d0f',
  'p\u03c1\u0440\u03f8',
  'q\u0566\u051b',
  'r\u0433\u1d26',
  's5\u0455\ua731\u01bd',
  't\u03c4\u0442\u1d1b',
  'u\u03c5\u057d\u1d1c\u028b',
  'v\u03bd\u0475\u1d20',
  'w\u0461\u051d\u03c9\u1d21',
  'x\u03c7\u0445\u00d7',
  'y\u0443\u04af\u03b3\u028f',
  'z2\u0396\u1d22',
]

/** Capitals that look like others than their small letters do, and what they look like. */
const capitals = new Map(
  Array.from('IΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХЅІЈԌ', (sign, index) => [
    sign,
    'lABEZHlKMNOPTYXABEKMHOPCTYXSlJG'.charAt(index),
  ]),
)

const letters = new Map(alike.flatMap((set) => [...set].map((sign) => [sign, set.charAt(0)] as const)))

/** The skeleton of `nick`; empty when nothing of it is a letter, a digit or another sign that is seen. */
export function skeleton(nick: string): string {
  const plain = nick.normalize('NFKD').replace(/[\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
  const small = Array.from(plain, (sign) => capitals.get(sign) ?? sign)
    .join('')
    .toLowerCase()
  return Array.from(small, (sign) => letters.get(sign) ?? sign)
    .join('')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
}
