import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { readonly text: string }[] }>
}

/** One ES module from an entry's text, whose imports are relative to `test/bench/`; the module `snapshot` is left to workerd. */
export async function bundle(entry: string, minify = false): Promise<string> {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  const esbuild = fromWrangler('esbuild') as Esbuild
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('../', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    minify,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['snapshot', 'cloudflare:*', 'node:*'],
    logLevel: 'silent', // errors are thrown
  })
  return outputFiles[0]!.text
}

/** Entries of the Workers that are measured. */
export const entries = {
  constant: `export { default } from './edge/handlers/constant.ts'`,
  plain: `export { default } from './edge/handlers/plain.ts'`,
  reading: `export { default } from './edge/handlers/reading.ts'`,
  hono: `export { default } from './edge/handlers/hono.ts'`,
  halyard: `import snapshot from 'snapshot'
    import { createApp } from '../../worker/app.ts'
    export default createApp({ production: snapshot })`,
  'Vercel flags-core': peer('vercel'),
  GrowthBook: peer('growthbook'),
} as const

function peer(name: string): string {
  return `import snapshot from 'snapshot'
    import { ${name} } from './evaluation/peers/${name}.ts'
    import { shell } from './edge/handlers/shell.ts'
    export default await shell(${name}, snapshot)`
}
