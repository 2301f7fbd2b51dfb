import type { BoardChange } from '../../../schema/types.ts'
import { askedOf, Changes, type Dated } from '../../board/changes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { attribute, type Blamed } from '../../git/attribution.ts'
import { type Identity, readIdentities } from '../../git/identity.ts'
import { insideRepository } from '../../git/tree.ts'
import type { Part } from '../../model/part.ts'
import type { Committed } from '../committed.ts'
import type { Project } from '../project.ts'
import { yamlReader } from '../sync/authors.ts'

/** Who made the flags of a commit what they are; undefined where the clone holds only a part of the history. */
export async function changesAt(committed: Committed, project: Project): Promise<Changes | undefined> {
  const { repository, head, model, documents } = committed
  const folder = insideRepository(repository, project.flags)
  const asked = askedOf(model)
  const question = { base: undefined, head, folder, readYaml: yamlReader(documents), asked }
  const blamed = await attribute(repository, question).catch(withoutHistory)
  if (!blamed) return undefined
  const commits = new Set([...blamed.values()].flatMap((fields) => [...fields.values()].map(({ commit }) => commit)))
  const identities = await readIdentities(repository, head, [...commits])
  return new Changes(model, dated(blamed, identities))
}

/** Only git's own refusal to guess is an answer. */
function withoutHistory(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error
}

function dated(blamed: Blamed, identities: ReadonlyMap<string, Identity>): Map<Part, Map<string, Dated>> {
  const changes = new Map([...identities].map(([commit, identity]) => [commit, changeOf(identity)]))
  const found = new Map<Part, Map<string, Dated>>()
  for (const [part, fields] of blamed) {
    const known = new Map<string, Dated>()
    for (const [field, { commit, order }] of fields) {
      const change = changes.get(commit)
      if (change) known.set(field, { change, order })
    }
    found.set(part, known)
  }
  return found
}

/** The name is what stands before the mail address, which stays in git. */
function changeOf({ actor, authoredAt, commit, subject }: Identity): BoardChange {
  return { author: actor.slice(0, actor.lastIndexOf(' <')), at: authoredAt, commit, subject }
}
