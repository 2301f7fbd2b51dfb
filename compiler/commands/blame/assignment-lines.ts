import { audienceInWords, rolloutInWords, serveInWords } from '../../model/assignment-words.ts'
import { conditionInWords } from '../../model/condition-words.ts'
import type { Assignment, AssignmentList, Environment, Flag } from '../../model/model.ts'
import type { Part } from '../../model/part.ts'
import { storedCondition } from '../../model/stored-condition.ts'
import { visible } from '../../source/characters.ts'
import { shorten } from '../../source/shorten.ts'
import { instant } from '../../model/value-words.ts'
import type { Line } from './line.ts'

const longest = 240

/** Who gets a flag in an environment: a line for each assignment, and lines for what it says more. */
export function assignmentLines(flag: Flag, { key }: Environment, { assignments }: AssignmentList): Line[] {
  const part: Part = `assignments:${key}/${flag.key}`
  if (assignments.length === 0)
    return [{ label: key, value: 'nobody', part, fields: ['exists', 'count'], isWritten: true }]
  return assignments.flatMap((assignment, index) => {
    const field = (name: string) => `${index}/${name}`
    const label = `${key} ${index + 1}`
    const head: Line = {
      label,
      value: visible(audienceInWords(assignment)),
      part,
      fields: ['users', 'groups', 'everyone'].map(field),
      isWritten: true,
    }
    const more = Object.entries(details).map(([name, say]): Line => {
      const said = say(assignment, flag)
      const value = shorten(visible(said ?? 'none'), longest)
      return { label: `${label} ${name}`, value, part, fields: [field(name)], isWritten: said !== undefined, of: head }
    })
    return [head, ...more]
  })
}

/** What an assignment may say besides whom it is for; undefined where it does not. */
const details: Readonly<Record<string, (assignment: Assignment, flag: Flag) => string | undefined>> = {
  when: ({ when }) => when && `when ${conditionInWords(storedCondition(when))}`,
  starts: ({ starts }) => starts && `from ${instant(starts.at)}`,
  expires: ({ expires }) => expires && `until ${instant(expires.at)}`,
  rollout: ({ rollout }) => rollout && rolloutInWords(rollout),
  serve: ({ serve }, { on }) => (serve === on ? undefined : `serves ${serveInWords(serve)}`),
  salt: ({ salt }, flag) => (salt === flag.salt ? undefined : `salt ${salt}`),
  bucketBy: ({ bucketBy }, flag) => (bucketBy === flag.bucketBy ? undefined : `by ${bucketBy ?? 'targetingKey'}`),
  reason: ({ reason }) => reason && `reason: ${reason}`,
}
