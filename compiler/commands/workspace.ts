import { relative, sep } from 'node:path'
import type { World } from './command.ts'
import type { Project } from './project.ts'

/**
 * From the top of the checkout to where the command runs, empty or ending in `/`: what stands before the paths that
 * people are shown, where GitHub and GitLab want them from the top.
 */
export function belowTop({ root }: Project, { cwd }: World): string {
  const below = relative(root, cwd).split(sep).join('/')
  return below === '' || below.startsWith('..') ? '' : `${below}/`
}
