import { userInfo } from 'node:os'
import { simpleGit } from 'simple-git'

/** Who would be the author of a commit made in this folder: git's identity, else the account. */
export async function editorOf(folder: string): Promise<string> {
  const git = simpleGit(folder)
  const [name, email] = await Promise.all([git.getConfig('user.name'), git.getConfig('user.email')])
  return name.value ? `${name.value} <${email.value ?? 'unknown'}>` : userInfo().username
}
