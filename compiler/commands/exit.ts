export { Exit, Failure } from '../diagnostics/failure.ts'
