import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { alice, TestRepository } from './support/repository.ts'
import { top } from './support/repository-flags.ts'
import { halyard } from './support/terminal.ts'

const readme = readFileSync(join(top, 'README.md'), 'utf8')

const sessions = [...readme.matchAll(/^```text\n\$ halyard (.*)\n([^]*?)^```/gm)].map(([, line = '', said = '']) => ({
  words: [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  said,
}))

/** Who committed a line is another one in every copy of the repository. */
const withoutCommit = (text: string): string => text.replace(/\n {2}(?:[0-9a-f]{10} .*|not committed yet)\n$/, '\n')

test('the README shows an explanation, an assessment and a plan', () => {
  expect(sessions.map(({ words }) => words[0])).toEqual(['explain', 'assess', 'plan'])
})

const [ofFiles, ofCommits] = [false, true].map((isPlan) =>
  sessions.filter(({ words }) => (words[0] === 'plan') === isPlan),
)

test.each(ofFiles ?? [])('$words.0 says what the README shows', async ({ words, said }) => {
  const { exit, stdout } = await halyard(words, { cwd: top })
  expect(exit).toBe(0)
  expect(withoutCommit(stdout)).toBe(withoutCommit(said))
})

test.each(ofCommits ?? [])('$words.0 says of a branch what the README shows', async ({ words, said }) => {
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  cpSync(join(top, 'flags'), join(git.folder, 'flags'), { recursive: true })
  git.commit(alice)
  git.git('checkout', '--quiet', '-b', 'branch')
  const groups = readFileSync(join(git.folder, 'flags/groups.yaml'), 'utf8')
  git.commit('Noor Aziz <noor@tingeling.example>', {
    'flags/groups.yaml': groups.replace('members: [', 'members: [tomas-e6a5, '),
  })
  const { exit, stdout } = await halyard(words, { cwd: git.folder })
  expect(exit).toBe(0)
  const withoutHashes = (text: string) => text.replaceAll(/\b(?:[0-9a-f]{7}|[0-9a-f]{64})\b/g, '…')
  expect(withoutHashes(stdout)).toBe(withoutHashes(said))
})

test('a file of flags that the README shows in full is the file', () => {
  const shown = [...readme.matchAll(/^```yaml\n# (flags\/riding\/reserve-ahead\.yaml)\n([^]*?)^```/gm)]
  expect(shown.map(([, path = '', text]) => text === readFileSync(join(top, path), 'utf8'))).toEqual([true])
})
