import type { Group, Model } from '../../model/model.ts'
import { belongs } from '../logic/claim.ts'
import { type Attributes, attributesOf } from '../logic/subject.ts'
import { isContradiction } from '../logic/proof.ts'

/** Whether groups lie inside each other. Many lists name the same groups, so answers are kept. */
export class Inclusion {
  readonly isKnown: (group: Group) => boolean
  readonly #attributes = new Map<Group, Attributes>()
  readonly #answers = new Map<Group, Map<Group, boolean>>()

  constructor({ broken }: Pick<Model, 'broken'>) {
    this.isKnown = ({ key }) => !broken.groups.has(key)
  }

  /** True when everybody in one group surely is in the other as well. */
  isInside(inner: Group, outer: Group): boolean {
    if (inner === outer) return true
    const answers = this.#answers.get(inner) ?? new Map<Group, boolean>()
    this.#answers.set(inner, answers)
    const answer = answers.get(outer) ?? this.#prove(inner, outer)
    answers.set(outer, answer)
    return answer
  }

  /** What the definition of a group asks about. */
  attributesOf(group: Group): Attributes {
    const attributes = this.#attributes.get(group) ?? attributesOf(belongs(group))
    this.#attributes.set(group, attributes)
    return attributes
  }

  #prove(inner: Group, outer: Group): boolean {
    const claims = [
      { claim: belongs(inner), holds: true },
      { claim: belongs(outer), holds: false },
    ]
    return isContradiction(claims, this.isKnown)
  }
}
