import { createApp } from './app.ts'

/** The Worker as it is deployed without a floor; to bundle snapshots, export `createApp({ production })` from an entry of your own. */
export default createApp()
