import { salt } from '../support/salt.ts'
import { compiledVectors } from './plans.ts'
import { runConformance } from './runner.ts'

runConformance(await compiledVectors(), 'named')
runConformance(await compiledVectors(salt), 'hashed')
