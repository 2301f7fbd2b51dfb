import { impactOf } from '../../../compiler/commands/impact-of.ts'
import { rebucketsOf } from '../../../compiler/impact/rebuckets.ts'
import type { FlagImpact, Impact } from '../../../compiler/model/impact.ts'
import { impactInWords } from '../../../compiler/model/impact-words.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { soundModel } from '../../support/random-flags.ts'
import { silentWorld } from '../../support/world.ts'

export const noon = Date.parse('2026-07-15T12:00:00Z')

/** Who notices that flag files become others. */
export function compare(before: SoundModel, after: SoundModel, at = noon): Promise<Impact> {
  return impactOf(desired(before), desired(after), { at, rebuckets: rebucketsOf(after) }, silentWorld())
}

export async function sound(files: string): Promise<SoundModel> {
  const model = await soundModel(files)
  if (!model) throw new Error('the flag files have an error')
  return model
}

/** The impact of one text becoming another. */
export async function impactOfTexts(before: string, after: string, at = noon): Promise<Impact> {
  return compare(await sound(before), await sound(after), at)
}

/** The impact on one flag in production; undefined when nobody notices anything. */
export async function onFlag(before: string, after: string, flag = 'a'): Promise<FlagImpact | undefined> {
  const { environments } = await impactOfTexts(before, after)
  return environments.find(({ environment }) => environment === 'production')?.flags.find((one) => one.flag === flag)
}

/** Sentences by `environment flag`. */
export async function told(before: string, after: string, at = noon): Promise<Record<string, string[]>> {
  const { environments } = await impactOfTexts(before, after, at)
  return Object.fromEntries(
    environments.flatMap(({ environment, flags }) =>
      flags.map((one) => [`${environment} ${one.flag}`, impactInWords(one)]),
    ),
  )
}
