import { compiledVectors } from './plans.ts'
import { runConformance } from './runner.ts'

runConformance(await compiledVectors())
