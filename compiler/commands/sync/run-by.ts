import { editorOf } from '../../git/editor.ts'
import { visible } from '../../source/characters.ts'
import { shorten } from '../../source/shorten.ts'
import type { World } from '../command.ts'

const longest = 256

/** Who runs this: whoever started the job in CI, else git's identity here, else the account. */
export async function runBy(folder: string, { env }: World): Promise<string> {
  const name = env['GITHUB_ACTOR'] || env['GITLAB_USER_LOGIN'] || (await editorOf(folder))
  return shorten(visible(name), longest)
}
