import { resolve } from 'node:path'
import { bundleWorker } from '../edge/bundle.ts'
import { startWorker } from '../edge/local.ts'
import { snapshot } from '../emit/snapshot.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import { visible } from '../source/characters.ts'
import { inOrder } from './build/environments.ts'
import { readSource, type Source } from './build/source.ts'
import { command, type World } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { Progress } from './progress.ts'
import { publishedOf } from './publish/candidate.ts'
import { givenFolder, saving } from './save.ts'
import { crawl, type Files } from './site/crawl.ts'
import { requireOurs, writeSite } from './site/write.ts'

export const site = command({
  name: 'site',
  summary: 'write the board and a page for each flag as static files',
  arguments: '[PATH]',
  arity: [0, 1],
  endsItself: true,
  options: {
    out: { type: 'string', short: 'o', value: 'DIR', summary: 'folder for the site; it is replaced as a whole' },
    worktree: { type: 'boolean', summary: 'the files on disk instead of the commit at HEAD' },
    force: { type: 'boolean', summary: 'replace a folder that holds something else' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    [
      'halyard site --out public',
      'the commit at HEAD, for any web server, under any path, or to be opened from the disk',
    ],
    ['halyard site --out public --worktree', 'what is on disk now, committed or not'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const { out, worktree, force = false } = options
    if (out === undefined) throw new Failure('where shall the site be written?', { help: 'halyard site --out DIR' })
    const folder = resolve(world.cwd, out)
    requireOurs(folder, out, force)
    const source = await readSource({ path: args[0], from: 'git', schema: undefined, worktree }, world)
    if (!source) return Exit.problems
    const files = await pagesOf(source, world)
    await saving(out, givenFolder, () => writeSite(folder, files))
    const { revision } = source
    world.stdout.write(
      format === 'json'
        ? `${JSON.stringify({ revision, folder, files: [...files.keys()].sort() })}\n`
        : `${counted(files.size, 'file')} in ${visible(out)}, of ${revision}\n`,
    )
    return Exit.fine
  },
})

/** What the Worker itself shows of these rows, in a copy of its page. */
async function pagesOf(source: Source, world: World): Promise<Files> {
  const { rows, revision } = source
  const boards = await source.boards()
  const worker = await startWorker({ port: 0, bundle: await bundleWorker(), openPage: 'copy' })
  const progress = new Progress(world, 'pages')
  try {
    for (const { environment } of inOrder(rows.environments)) {
      const content = snapshot(rows, environment, revision)
      await worker.put(environment, publishedOf(content, boards.get(environment)))
    }
    return await crawl(worker.url, () => progress.step())
  } finally {
    progress.end()
    await worker.stop()
  }
}
