import fc from 'fast-check'
import t from 'tap'
import { skeleton } from '../../src/text/skeleton.js'
import { anyText } from './nasty-text.js'

t.test('nicks that look alike have one skeleton', async (t) => {
  for (const [one, other] of [
    ['ana', 'аnа'],
    ['bob', 'b0b'],
    ['Bill', 'BiII'],
    ['paypal', 'раураl'],
    ['ana', 'ＡＮＡ'],
    ['ana', '𝐚𝐧𝐚'],
    ['ana', 'áná'],
    ['ana', 'a\u200bn\u00ada'],
    ['anna', 'an na'],
    ['max', 'rnax'],
    ['willi', 'vvi1li'],
    ['Niko', 'Νίκο'],
    ['HABEK', 'НАВЕК'],
    ['one', 'оոе'],
  ] as const) {
    t.equal(skeleton(one), skeleton(other), `${one} ${other}`)
  }
})

t.test('different nicks have different skeletons', async (t) => {
  const nicks = ['ana', 'anna', 'hana', 'bob', 'dob', 'ian', 'lan', 'chidi', '花子', '太郎', 'иван']
  t.equal(new Set(nicks.map(skeleton)).size, nicks.length)
  t.equal(skeleton(' '), '')
})

t.test('any text has a skeleton, and marks or spaces never change it', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(anyText, (text) => {
        const bones = skeleton(text)
        return skeleton(`${text}\u0301 `) === bones && !/\s/.test(bones)
      }),
    ),
  )
})
