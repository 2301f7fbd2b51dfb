import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, expect, test } from 'vitest'
import { readPlanFile } from '../../../compiler/validate/plan-file.ts'
import { isSealed } from '../../../compiler/plan/seal.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const repository = TestRepository.make()
afterAll(() => repository.remove())

const flag = (percent: number, owner: string) => `environments: { production: { protected: true } }
flags:
  new-checkout:
    description: One page
    owner: ${owner}
    assignments:
      production:
        - everyone: true
          rollout: ${percent}
`
let base: string
let head: string

beforeAll(() => {
  base = repository.commit(alice, { 'shop/flags/a.yaml': flag(5, 'payments') })
  head = repository.commit(bob, { 'shop/flags/a.yaml': flag(10, 'payments') })
})

const plan = (...words: string[]) =>
  halyard(['plan', '--base', base, ...words], { cwd: join(repository.folder, 'shop') })

test('a saved plan is what its schema says, sealed, with paths from the top of the repository', async () => {
  const file = join(repository.folder, 'plan.json')
  const { stdout } = await plan('--format', 'json', '--out', file)
  const text = readFileSync(file, 'utf8')
  expect(text).toBe(stdout)
  const document = readPlanFile(Buffer.from(text))
  expect(document).toMatchObject({ kind: 'commits', base, target: head, changes: [{ actor: bob, commit: head }] })
  expect(document.changes[0]?.because).toMatchObject({ file: 'shop/flags/a.yaml', line: 8 })
  expect(isSealed({ ...document })).toBe(true)
})

test('the plan is Markdown for a comment, and annotations for a workflow', async () => {
  const markdown = (await plan('--format', 'markdown')).stdout
  expect(markdown).toMatch(/^<!-- halyard:plan:v1 -->\n### /)
  expect(markdown).toContain(
    'everyone: rollout: `5 %` → `10 %` · `shop/flags/a.yaml:8` · Bob de Vries `<bob@example.com>`',
  )
  const github = (await plan('--format', 'github')).stdout
  expect(github).toMatch(/\n$/)
  expect(github).not.toContain('undefined')
})
