import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress } from '../../../../worker/evaluate/condition/address.ts'
import { contains, readRange } from '../../../../worker/evaluate/condition/cidr.ts'

const groups = (text: string): string | undefined =>
  readAddress(text) && [...readAddress(text)!].map((group) => group.toString(16)).join(':')

test.each([
  ['2001:DB8:0:0:8:800:200C:417A', '2001:db8:0:0:8:800:200c:417a'],
  ['2001:DB8::8:800:200C:417A', '2001:db8:0:0:8:800:200c:417a'],
  ['FF01::101', 'ff01:0:0:0:0:0:0:101'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['::', '0:0:0:0:0:0:0:0'],
  ['1::', '1:0:0:0:0:0:0:0'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ['1:2::7:8', '1:2:0:0:0:0:7:8'],
  ['0001:0002::', '1:2:0:0:0:0:0:0'],
  ['0:0:0:0:0:0:13.1.68.3', '0:0:0:0:0:0:d01:4403'],
  ['::13.1.68.3', '0:0:0:0:0:0:d01:4403'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0:0:0:c000:221'],
  ['::FFFF:129.144.52.38', '0:0:0:0:0:ffff:8190:3426'],
  ['129.144.52.38', '0:0:0:0:0:ffff:8190:3426'],
  ['0.0.0.0', '0:0:0:0:0:ffff:0:0'],
  ['255.255.255.255', '0:0:0:0:0:ffff:ffff:ffff'],
])('%s is an address', (text, spelledOut) => expect(groups(text)).toBe(spelledOut))

test.each([
  '',
  '.',
  ':',
  ':::',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.4.',
  '.1.2.3.4',
  '1..3.4',
  '256.0.0.1',
  '01.2.3.4',
  '1.2.3.0x4',
  '1.2.3.-4',
  '1.2.3.1000',
  ' 1.2.3.4',
  '1.2.3.4 ',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '1:2:3:4::5:6:7:8',
  '1::2::3',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '1:2:3:4:5:6:7:8:',
  '12345::',
  'g::',
  '::1%eth0',
  'fe80::1%25',
  '[::1]',
  '::1.2.3',
  '::1.2.3.4:5',
  '1.2.3.4::',
  '1:2:3:4:5:6:7:1.2.3.4',
  '::01.2.3.4',
  '1.2.3.4/32',
  '١.٢.٣.٤',
])('%j is no address', (text) => expect(readAddress(text)).toBeUndefined())

test.each([
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '::/129',
  '::/1e1',
  '/8',
  '10/8',
  '::/ 8',
])('%j is no range', (text) => expect(readRange(text)).toBeUndefined())

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.1.2.3/8', '10.9.9.9', true],
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
  ['0.0.0.0/0', '255.1.2.3', true],
  ['0.0.0.0/0', '::ffff:1.2.3.4', true],
  ['0.0.0.0/0', '::1', false],
  ['::/0', '::1', true],
  ['::/0', '1.2.3.4', false],
  ['::/0', '::ffff:1.2.3.4', false],
  ['::ffff:10.0.0.0/104', '10.1.2.3', true],
  ['::ffff:0:0/96', '1.2.3.4', true],
  ['192.0.2.128/25', '192.0.2.127', false],
  ['192.0.2.128/25', '::ffff:c000:280', true],
  ['2001:db8::/33', '2001:db8:7fff::', true],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['fe80::1', 'FE80:0:0:0:0:0:0:1', true],
])('%s holds %s: %s', (range, address, held) => expect(contains(readRange(range)!, readAddress(address)!)).toBe(held))

const bitsOf = (address: Uint16Array): bigint => [...address].reduce((bits, group) => (bits << 16n) | BigInt(group), 0n)
const isFour = (bits: bigint): boolean => bits >> 32n === 0xffffn

test('a range holds exactly the addresses that begin with its bits', () => {
  const four = fc.ipV4()
  const six = fc.ipV6()
  // Addresses that differ in one bit meet the edge of a range, as random ones never do.
  const pairs = fc.tuple(
    fc.oneof(four, six),
    fc.oneof(four, six),
    fc.integer({ min: 0, max: 128 }),
    fc.nat({ max: 127 }),
  )
  const agrees = fc.property(pairs, ([text, other, length, bit]) => {
    const bits = text.includes(':') ? length : length % 33
    const range = readRange(`${text}/${bits}`)!
    const base = readAddress(text)!
    const near = base.slice()
    near[bit >> 4]! ^= 1 << (bit & 15)
    for (const candidate of [base, near, readAddress(other)!]) {
      const shift = BigInt(text.includes(':') ? 128 - bits : 32 - bits)
      const same = bitsOf(candidate) >> shift === bitsOf(base) >> shift
      const fourRange = isFour(bitsOf(base)) && shift <= 32n
      expect(contains(range, candidate)).toBe(same && isFour(bitsOf(candidate)) === fourRange)
    }
  })
  fc.assert(agrees, { numRuns: 1000 })
})
