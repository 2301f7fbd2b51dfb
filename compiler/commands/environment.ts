import type { Environment, Model } from '../model/model.ts'
import { didYouMean } from '../source/suggest.ts'
import { Failure } from '../diagnostics/failure.ts'

/** The environment a command line names, or a failure that lists the ones there are. */
export function environmentOf(model: Model, name: string | undefined): Environment {
  const names = [...model.environments.keys()]
  if (names.length === 0)
    throw new Failure('there are no environments', { help: 'declare one, such as `environments: { production: {} }`' })
  if (name === undefined) throw new Failure('which environment?', { help: `give \`--env\` one of ${names.join(', ')}` })
  const found = model.environments.get(name)
  if (found) return found
  throw new Failure(`there is no environment \`${name}\``, {
    help: didYouMean(name, names) ?? `there are ${names.join(', ')}`,
  })
}
