import { readSemver } from '../../worker/evaluate/condition/semver.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import { shorten } from '../source/shorten.ts'
import type { Place } from '../source/source.ts'
import { badSemver } from './problems/bad-semver.ts'

/** True when the text is a version as SemVer 2.0.0 writes them; otherwise it was said why it is not. */
export function judgeVersion(text: string, loose: boolean, where: Place, report: Report): boolean {
  if (readSemver(text, loose) !== undefined) return true
  const message = `${quote(shorten(text, 60))} is not a version as SemVer writes them`
  report.add(badSemver, { message, where, help: help(text, loose) })
  return false
}

function help(text: string, loose: boolean): string {
  const whole = readSemver(text.trim(), true)
  if (whole !== undefined)
    return `write ${quote(whole)}${loose || text !== text.trim() ? '' : ', or add `loose: true`'}`
  if (/^[\^~<>=*]|^\d+(\.\d+)?\.[xX*]|\s-\s|\|\|/.test(text))
    return 'there are no ranges: write two operators, such as `{ semverGreaterThanOrEquals: 2.3.0, semverLessThan: 3.0.0 }`'
  if (/^[vV]?\d+\.\d+\.\d+\.\d/.test(text)) return 'a version has three numbers: major, minor and patch'
  if (/(^[vV]?|[.-])0\d/.test(text)) return 'its numbers have no zeros in front'
  return 'write three numbers such as `2.3.0`, and perhaps a prerelease such as `2.3.0-beta.1`'
}
