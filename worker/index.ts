import { createApp } from './app.ts'

/** For other Workers; an entry of your own has to export it too. */
export { Flags } from './rpc.ts'

/** The Worker as it is deployed without a floor; to bundle snapshots, export `createApp({ production })` from an entry of your own. */
export default createApp()
