import { Exit } from '../diagnostics/failure.ts'

/** For a failure over what no flag files say: somebody wrote it into the database. */
export const byHand = { exit: Exit.refused, help: 'run `halyard sync` to set right what was changed by hand' }
