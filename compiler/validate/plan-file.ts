import { Ajv } from 'ajv'
import schema from '../../schema/plan.schema.json' with { type: 'json' }
import type { PlanDocument } from '../../schema/types.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'

/** Plans are larger than flag files, and a stranger may have made this one. */
export const mostPlanBytes = 10 * 1024 * 1024

/**
 * A plan file as a plan, whoever wrote it. That its shape is right says nothing about the names in it.
 * @throws Failure when it is no plan, is cut off, or was written by a version whose plans are different
 */
export function readPlanFile(bytes: Uint8Array): PlanDocument {
  if (bytes.byteLength > mostPlanBytes) throw notAPlan(`the plan file has more than ${mostPlanBytes / 1024 / 1024} MiB`)
  const value = parsed(bytes)
  const judge = new Ajv({ strict: true, allowUnionTypes: true, ownProperties: true }).compile<PlanDocument>(schema)
  if (judge(value)) return value
  const [first] = judge.errors ?? []
  throw notAPlan(`the plan file is not one: ${visible(`${first?.instancePath || 'its top'} ${first?.message ?? ''}`)}`)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw notAPlan('the plan file is not JSON, or is cut off')
  }
}

function notAPlan(message: string): Failure {
  return new Failure(message, {
    exit: Exit.problems,
    help: 'make it with the same version: halyard plan --format json --out FILE',
  })
}
