import t from 'tap'
import { nearestName } from '../../src/lib/nearest-name.js'

t.test('the nearest name forgives letters added, left out, replaced and swapped', async (t) => {
  const known = ['help', 'join', 'members', 'search', 'theme']
  t.equal(nearestName('hlep', known), 'help')
  t.equal(nearestName('JOIN', known), 'join')
  t.equal(nearestName('joins', known), 'join')
  t.equal(nearestName('jin', known), 'join')
  t.equal(nearestName('memebrs', known), 'members')
  t.equal(nearestName('saerhc', known), 'search')
  t.equal(nearestName('hepl', ['heap', 'help']), 'help')
  t.equal(nearestName('quux', known), undefined)
  t.equal(nearestName('', known), undefined)
})
