import type { BoardChange, BoardOrigin, BoardWritten } from '../../schema/types.ts'
import type { Environment, Flag } from '../model/model.ts'
import type { Place } from '../source/source.ts'
import type { Sources } from './board.ts'

/** Where what decides about a flag for everybody in an environment stands, and who made it so. */
export function writtenOf(
  flag: Flag,
  environment: Environment,
  { places, changes }: Pick<Sources, 'places' | 'changes'>,
): BoardWritten {
  const { declared, enabled, disabledIn, expires, assignments } = flag
  const list = assignments.get(environment)
  const origin = (place: Place, changed: BoardChange | undefined): BoardOrigin => ({
    place: places.of(place),
    ...(changed ? { changed } : {}),
  })
  return {
    ...(enabled ? {} : { disabled: origin(declared.at('enabled'), changes?.ofDisabled(flag)) }),
    ...(disabledIn.has(environment)
      ? { disabledHere: origin(declared.at('disabledIn'), changes?.ofDisabledHere(flag, environment)) }
      : {}),
    ...(expires === undefined ? {} : { expires: origin(declared.at('expires'), changes?.ofExpires(flag)) }),
    ...(list ? { assignments: origin(list.place, changes?.ofList(flag, environment)) } : {}),
  }
}
