import { compatibilityDate } from '../../edge/compatibility.ts'
import { version } from '../version.ts'
import { ciFiles, type ForgeName } from './ci/ci.ts'
import { flagFiles } from './flags.ts'
import type { Place } from './place.ts'

/** What `halyard init` writes: text by path. Everything here compiles, syncs, builds and serves as it stands. */
export function templates(place: Place, forge: ForgeName): Readonly<Record<string, string>> {
  const schemas = `${place.toPackage}node_modules/halyard/dist/schema/input`
  return {
    ...flagFiles(schemas),
    ...(place.packageMissing ? { 'package.json': manifest } : {}),
    '.vscode/settings.json': settings(schemas.startsWith('.') ? schemas : `./${schemas}`),
    '.vscode/extensions.json': '{ "recommendations": ["redhat.vscode-yaml"] }\n',
    ...ciFiles(forge, place),
    'wrangler.jsonc': edge(`${place.toPackage}node_modules`),
  }
}

/** Lines that `.gitignore` must hold. */
export const ignored: readonly string[] = ['node_modules/', '.halyard/', '.wrangler/']

const manifest = `{
  "private": true,
  "devDependencies": {
    "halyard": "^${version}"
  }
}
`

const settings = (schemas: string): string => `{
  "yaml.schemas": {
    "${schemas}/flags.schema.json": ["flags/**/*.yaml", "flags/**/*.yml", "!flags/**/*.test.yaml", "!flags/**/*.test.yml"],
    "${schemas}/tests.schema.json": ["flags/**/*.test.yaml", "flags/**/*.test.yml"]
  }
}
`

const edge = (modules: string): string => `{
  // The Worker that answers at the edge. To try it on this machine, run \`npx halyard dev\`; that needs nothing from here.
  "$schema": "${modules}/wrangler/config-schema.json",
  "name": "flags",
  "main": "${modules}/halyard/dist/worker/index.js",
  "compatibility_date": "${compatibilityDate}",
  "observability": { "enabled": true },
  // How old, in seconds, what a Worker knows may be before it looks for a newer snapshot.
  "vars": { "REFRESH_SECONDS": "30" },
  // Where snapshots are published. Before the first \`npx wrangler deploy\`, make the namespace with
  // \`npx wrangler kv namespace create SNAPSHOTS\`, and put the id it prints here in place of the zeros.
  // wrangler needs Node 22 or newer; where there is an older one, \`npm install --save-dev node@24\` brings it along.
  "kv_namespaces": [{ "binding": "SNAPSHOTS", "id": "00000000000000000000000000000000" }]
}
`
