import { inject } from 'vitest'
import { runConformance } from './runner.ts'

runConformance(inject('plans'))
