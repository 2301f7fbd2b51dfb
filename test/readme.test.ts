import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { top } from './support/repository-flags.ts'
import { halyard } from './support/terminal.ts'

const readme = readFileSync(join(top, 'README.md'), 'utf8')

const sessions = [...readme.matchAll(/^```text\n\$ halyard (.*)\n([^]*?)^```/gm)].map(([, line = '', said = '']) => ({
  words: [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  said,
}))

/** Who committed a line is another one in every copy of the repository. */
const withoutCommit = (text: string): string => text.replace(/\n {2}(?:[0-9a-f]{10} .*|not committed yet)\n$/, '\n')

test('the README shows an explanation and an assessment', () => {
  expect(sessions.map(({ words }) => words[0])).toEqual(['explain', 'assess'])
})

test.each(sessions)('$words.0 says what the README shows', async ({ words, said }) => {
  const { exit, stdout } = await halyard(words, { cwd: top })
  expect(exit).toBe(0)
  expect(withoutCommit(stdout)).toBe(withoutCommit(said))
})

test('a file of flags that the README shows in full is the file', () => {
  const shown = [...readme.matchAll(/^```yaml\n# (flags\/riding\/reserve-ahead\.yaml)\n([^]*?)^```/gm)]
  expect(shown.map(([, path = '', text]) => text === readFileSync(join(top, path), 'utf8'))).toEqual([true])
})
