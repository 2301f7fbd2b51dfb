import { readFile, writeFile } from 'node:fs/promises'
import { cliPage } from './pages/cli.ts'
import { diagnosticsPage } from './pages/diagnostics.ts'
import { referencePage } from './pages/reference.ts'

// Writes the three generated pages; with --check, fails when one of them is stale.

const check = process.argv.includes('--check')

async function emit(name: string, source: string, body: string): Promise<void> {
  const text = `<!-- Generated from ${source} by \`npm run generate\`. Do not edit. -->\n\n${body}`
  const file = new URL(name, import.meta.url)
  const old = await readFile(file, 'utf8').catch(() => '')
  if (old === text) return
  if (check) {
    console.error(`docs/${name} is stale: run \`npm run generate\``)
    process.exitCode = 1
  } else await writeFile(file, text)
}

await emit('diagnostics.md', 'compiler/catalogue.ts', await diagnosticsPage())
await emit('cli.md', 'compiler/commands', await cliPage())
await emit('reference.md', 'schema/input/flags.schema.json', await referencePage())
