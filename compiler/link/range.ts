import { readAddress } from '../../worker/evaluate/condition/address.ts'
import { type Range, readRange } from '../../worker/evaluate/condition/cidr.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import { shorten } from '../source/shorten.ts'
import type { Place } from '../source/source.ts'
import { badCidr } from './problems/bad-cidr.ts'
import { cidrHostBits } from './problems/cidr-host-bits.ts'

/** True when the text is an address or a range of them; otherwise it was said why it is not. */
export function judgeRange(text: string, where: Place, report: Report): boolean {
  const range = readRange(text)
  if (!range) {
    const message = `${quote(shorten(text, 60))} is not an IP address or a range in CIDR notation`
    report.add(badCidr, { message, where, help: help(text) })
    return false
  }
  const network = networkOf(range)
  if (network.some((group, index) => group !== range.address[index]))
    report.add(cidrHostBits, {
      message: `${quote(text)} is the range ${quote(spelled(network, text))}: the bits after its prefix do not count`,
      where,
      help: `write ${quote(spelled(network, text))}, or the address alone if that is what you mean`,
    })
  return true
}

function help(text: string): string {
  const [address = '', prefix] = text.split('/')
  const isAddress = readAddress(address) !== undefined
  if (isAddress && prefix?.includes('.')) return 'write how many bits the mask has, such as `/24` for `255.255.255.0`'
  if (isAddress && prefix !== undefined)
    return `after \`/\` stands how many bits count: 0 to ${address.includes(':') ? 128 : 32}`
  if (text.includes('%')) return 'leave the zone out'
  if (/^[\d.]+\.\*/.test(text)) return `write ${quote(wildcard(text))}`
  if (/^[\d.]+\s*-\s*[\d.]+$/.test(text)) return 'write a range by its prefix, such as `10.0.0.0/8`, or a list of them'
  if (/(^|\.)0\d/.test(address)) return 'its numbers have no zeros in front'
  return 'such as `10.0.0.0/8`, `192.0.2.7` or `2001:db8::/32`'
}

/** `10.1.*` is `10.1.0.0/16`. */
function wildcard(text: string): string {
  const fixed = text
    .slice(0, 40)
    .split('.')
    .filter((part) => /^\d+$/.test(part))
  return `${[...fixed, 0, 0, 0, 0].slice(0, 4).join('.')}/${Math.min(fixed.length, 4) * 8}`
}

function networkOf({ address, bits }: Range): number[] {
  return [...address].map((group, index) => group & ~(0xffff >> Math.min(16, Math.max(0, bits - index * 16))))
}

function spelled(groups: readonly number[], text: string): string {
  const prefix = text.slice(text.indexOf('/'))
  const [high = 0, low = 0] = groups.slice(6)
  if (!text.includes(':')) return `${[high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')}${prefix}`
  const used = groups.slice(0, groups.findLastIndex((group) => group !== 0) + 1).map((group) => group.toString(16))
  return `${used.join(':')}${used.length < 8 ? '::' : ''}${prefix}`
}
