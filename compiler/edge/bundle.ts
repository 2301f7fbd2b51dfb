import { createRequire } from 'node:module'
import { workerModule } from './worker-path.ts'

interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { readonly text: string }[] }>
}

/**
 * The Worker as one ES module. Made with the esbuild that wrangler itself bundles with, called directly: a dry-run deploy
 * gives the same module but takes seconds instead of tens of milliseconds.
 *
 * @param entry the file of another Worker, which makes its own of the same app
 */
export async function bundleWorker(entry?: string): Promise<string> {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  const esbuild = fromWrangler('esbuild') as Esbuild
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry ?? workerModule('index')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:workers'], // the runtime has it
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent', // errors are thrown
  })
  return outputFiles[0]!.text
}
