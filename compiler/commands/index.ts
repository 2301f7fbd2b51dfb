import { assess } from './assess.ts'
import { audit } from './audit.ts'
import { build } from './build.ts'
import type { Command } from './command.ts'
import { dev } from './dev.ts'
import { evaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import { init } from './init.ts'
import { keys } from './keys.ts'
import { sync } from './sync.ts'
import { test } from './test.ts'
import { validate } from './validate.ts'

/** Every command, in the order a user meets them. */
export const commands = [
  init,
  validate,
  dev,
  evaluate,
  explain,
  assess,
  test,
  sync,
  audit,
  build,
  keys,
] as unknown as readonly Command[]
