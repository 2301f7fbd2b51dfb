import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { firstCommit } from '../git/first-commit.ts'
import { command } from './command.ts'
import { Exit } from '../diagnostics/failure.ts'
import { scaffold } from './init/scaffold.ts'

export const init = command({
  name: 'init',
  summary: 'start a flag repository: flags, editor settings, CI workflow, Worker configuration',
  arguments: '[FOLDER]',
  arity: [0, 1],
  options: {
    'no-git': { type: 'boolean', summary: 'make no git repository and no first commit' },
  },
  examples: [
    ['halyard init', 'in this folder; files that are there stay as they are'],
    ['halyard init our-flags', 'in a new folder'],
  ],
  async run({ args, options }, world) {
    const folder = resolve(world.cwd, args[0] ?? '.')
    await mkdir(folder, { recursive: true })
    const { written, kept } = await scaffold(folder)
    for (const path of written) world.stdout.write(`  wrote  ${path}\n`)
    for (const path of kept) world.stdout.write(`  kept   ${path}\n`)
    const committed = options['no-git']
      ? undefined
      : await firstCommit(folder, written, 'Start with feature flags as code')
    world.stderr.write(committed ? `${committed}\n` : 'commit these files: sync and build read the commit at HEAD\n')
    world.stderr.write(
      '\nNext:\n  npx halyard validate   check every file\n  npx halyard dev        see it work while you edit\n',
    )
    return Exit.fine
  },
})
