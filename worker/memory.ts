import type { Bundled } from './snapshots/floor.ts'
import { Snapshots } from './snapshots/snapshots.ts'

let opened: Snapshots | undefined

/** The snapshots of a new app, shared from then on with whoever calls the Worker without HTTP. */
export function openMemory(bundled: Bundled): Snapshots {
  opened = new Snapshots(bundled)
  return opened
}

/** Those of this isolate's app. The runtime makes the entrypoint of a service binding by itself, so nobody can hand them to it. */
export function memory(): Snapshots {
  opened ??= new Snapshots({})
  return opened
}
