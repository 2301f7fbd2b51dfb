import { siteOf } from '../../../compiler/diagnostics/located.ts'
import type { Assignment } from '../../../compiler/model/model.ts'
import { compileText } from '../../support/compile.ts'

/** Problems that this stage reports, as `code: message | help`; checks of the linked model are left out. */
export async function told(text: string, codes: RegExp): Promise<string[]> {
  const { diagnostics } = await compileText(text)
  return diagnostics
    .filter(({ code }) => codes.test(code))
    .map(({ code, message, help }) => `${code}: ${message} | ${help}`)
}

/** What is written at the places of all problems with such a code. */
export async function pointedAt(text: string, code: RegExp): Promise<string[]> {
  const { diagnostics } = await compileText(text)
  return diagnostics
    .filter((one) => code.test(one.code))
    .map(({ where }) => {
      const { file, start, end } = siteOf(where)
      return file.text.slice(start.offset, end.offset)
    })
}

/** The assignments of the only list of the flag `a`. */
export async function assignmentsOf(text: string): Promise<readonly Assignment[]> {
  const { model, told: problems } = await compileText(text)
  const [list] = model.flags.get('a')?.assignments.values() ?? []
  if (!list) throw new Error(`no list: ${problems.join('; ')}`)
  return list.assignments
}
