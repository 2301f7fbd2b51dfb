import { joined } from '../diagnostics/prose.ts'
import { namesInWords } from '../model/impact-words.ts'
import type { Listed } from '../model/lists.ts'

/** Whom an assignment speaks of: `everyone`, `everyone who meets its condition`, `group beta-testers`. */
export function audienceInWords({ users, groups, rule }: Listed): string {
  const some = rule?.condition == null ? '' : ' who meets its condition'
  if (rule?.everyone) return `everyone${some}`
  return (
    joined(
      [named('user', users), named('group', groups)].filter((words) => words !== ''),
      'and',
    ) + some
  )
}

function named(noun: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${noun}${names.length === 1 ? '' : 's'} ${namesInWords(names)}`
}
