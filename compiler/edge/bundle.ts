import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { readonly text: string }[] }>
}

/**
 * The Worker as one ES module. Made with the esbuild that wrangler itself bundles with, called directly: a dry-run deploy
 * gives the same module but takes seconds instead of tens of milliseconds. The entry is the TypeScript in a checkout and
 * the compiled JavaScript in the published package; it stands at the same place beside this file in both.
 */
export async function bundleWorker(): Promise<string> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  const esbuild = fromWrangler('esbuild') as Esbuild
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(`../../worker/index.${extension}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent', // errors are thrown
  })
  return outputFiles[0]!.text
}
