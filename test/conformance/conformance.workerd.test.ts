import { inject } from 'vitest'
import { runConformance } from './runner.ts'

runConformance(inject('plans'), 'named')
runConformance(inject('hashedPlans'), 'hashed')
