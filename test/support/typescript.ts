import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project.ts'
import { top } from './repository-flags.ts'

const compilerOptions = {
  target: 'es2024',
  module: 'nodenext',
  lib: ['es2024', 'dom'],
  types: [],
  skipLibCheck: true,
  strict: true,
  noUnusedLocals: true,
  noEmit: true,
}

/**
 * What tsc says of these files: `use.ts(3,7): error TS2345`. Libraries are not checked, as in most projects; that a name is
 * there twice (TS2300) is how the OpenFeature SDKs are given flag keys, and is left out.
 */
export function typeErrors(files: Readonly<Record<string, string>>): string[] {
  const folder = projectFolder({
    ...files,
    'package.json': '{"type":"module"}',
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  })
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'))
  const tsc = join(top, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return [...stdout.matchAll(/^\S.*?: error (TS\d+)/gm)].flatMap(([line, code]) => (code === 'TS2300' ? [] : [line]))
}
