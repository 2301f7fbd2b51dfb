import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planAsMarkdown } from '../../../../compiler/plan/render/markdown.ts'
import { base, flagChange, gains, head, hostilePlan, plan, rolloutChange } from '../../../support/plan-documents.ts'
import { alive, proseOf, rendered, tagsOf } from '../../../support/rendered.ts'

const at = '2026-06-01T00:00:00.000Z'
const inProduction = (...flags: ReturnType<typeof gains>[]) => ({
  at,
  environments: [
    { environment: 'staging', isProtected: false, flags: [] },
    { environment: 'production', isProtected: true, flags },
  ],
})

const verdictOf = (markdown: string): string => markdown.split('\n')[1] ?? ''

describe('the first line that is seen', () => {
  test('names the flags that change for people in a protected environment', () => {
    const changes = [rolloutChange('one', 'production')]
    expect(verdictOf(planAsMarkdown(plan({ changes, impact: inProduction(gains('one', ['alice'])) })))).toBe(
      '### `one` changes for people in `production`',
    )
    const many = ['a', 'b', 'c'].map((flag) => gains(flag, ['alice']))
    expect(verdictOf(planAsMarkdown(plan({ impact: inProduction(...many) })))).toBe(
      '### 3 flags change for people in `production`',
    )
  })

  test('says that nobody is affected, or that there is nothing', () => {
    expect(verdictOf(planAsMarkdown(plan({ changes: [flagChange('one')], impact: inProduction() })))).toBe(
      '### Nobody is affected',
    )
    expect(verdictOf(planAsMarkdown(plan()))).toBe('### No flag changes')
  })

  test('counts no flag of which there is only a note', () => {
    const quiet = { ...gains('one', []), moves: [], notes: ['`two` becomes reachable'] }
    const others = { before: {}, after: {}, gain: 0, lose: 0, switch: 0 }
    const impact = inProduction({ ...quiet, others })
    expect(verdictOf(planAsMarkdown(plan({ changes: [flagChange('one')], impact })))).toBe('### Nobody is affected')
  })

  test('says where nobody is affected when a protected environment stays as it is', () => {
    const impact = {
      at,
      environments: [
        { environment: 'staging', isProtected: false, flags: [gains('one', ['alice'])] },
        { environment: 'production', isProtected: true, flags: [] },
      ],
    }
    expect(verdictOf(planAsMarkdown(plan({ impact })))).toBe(
      '### `one` changes for people in `staging`; nobody is affected in `production`',
    )
  })

  test('says what would be refused before anything else', () => {
    const refusals = [
      { code: 'nothing-left', message: 'no flag would be left', help: 'lift it with --allow-empty', because: null },
    ]
    const markdown = planAsMarkdown(plan({ refusals, impact: inProduction(gains('one', ['alice'])) }))
    expect(verdictOf(markdown)).toBe('### Refused: no flag would be left')
    expect(markdown).toContain('- 🛑 no flag would be left (lift it with `--allow-empty`)\n')
  })
})

test('a reviewer finds whom it hits, what changes, where it is written and who wrote it', () => {
  const changes = [rolloutChange('one', 'production'), flagChange('old', { action: 'archive', because: null })]
  const markdown = planAsMarkdown(
    plan({ changes, impact: inProduction(gains('one', ['alice', 'bob', 'carol'], 14)) }),
    {
      commitUrl: 'https://example.com/commit/',
      runUrl: 'https://example.com/runs/1',
    },
  )
  expect(markdown).toContain(
    '| `one` | everyone: rollout: `5 %` → `10 %` | 14 users gain it (alice, bob, carol, … 11 more)<br>everybody else: 5 % gain it, nobody loses it |\n',
  )
  expect(markdown).toContain('- ⚠️ flag `old` is archived\n')
  expect(markdown).toContain(
    '`flags/one.yaml:17` · Bob de Vries `<bob@example.com>` [`abc1234567`](https://example.com/',
  )
  expect(markdown).toContain(`[\`${head.slice(0, 10)}\`](https://example.com/commit/${head})`)
  expect(markdown).toContain(base.slice(0, 10))
  expect(markdown).toContain('5e'.repeat(32))
})

test('a table has no room for conditions and seconds', () => {
  const change = rolloutChange('one', 'production')
  const when = JSON.stringify({ kind: 'all', of: [] })
  const [before, after] = [change.before, change.after].map((row, index) => ({
    ...row,
    condition: when,
    rollout: JSON.stringify([{ at: Date.UTC(2026, 10, 16, 8), parts: (index + 1) * 10_000 }]),
  }))
  const markdown = planAsMarkdown(
    plan({ changes: [{ ...change, before: before!, after: after! }], impact: inProduction(gains('one', ['alice'])) }),
  )
  expect(markdown).toContain(
    '| everyone under its `when`: rollout: `10 % from 2026-11-16 08:00 UTC` → `20 % from 2026-11-16 08:00 UTC` |',
  )
})

test('what a protected environment takes away stands among the risks', () => {
  const moves = [{ kind: 'loses' as const, from: 'on', to: 'off', count: 3, users: ['eve'] }]
  const impact = inProduction({ ...gains('one', []), moves })
  expect(planAsMarkdown(plan({ impact }))).toContain(
    '- ⚠️ `production` (protected): `one`: 3 users lose it (eve, … 2 more); everybody else: 5 % gain it, nobody loses it\n',
  )
})

test('only the folded parts and the marker are HTML, whatever people have put into names', () => {
  fc.assert(
    fc.property(hostilePlan, (hostile) => {
      const html = rendered(planAsMarkdown(hostile))
      const own = /^\/?(?:h3|p|ul|li|strong|code|table|thead|tbody|tr|th|td|br|details|summary|sub|!--)$/
      expect(tagsOf(html).filter((tag) => !own.test(tag))).toEqual([])
      expect(tagsOf(html).filter((tag) => tag === '!--')).toHaveLength(1)
      expect(tagsOf(html).filter((tag) => tag === 'details')).toHaveLength(3)
      expect(tagsOf(html).filter((tag) => tag === '/details')).toHaveLength(3)
      expect(tagsOf(html).filter((tag) => tag === 'table')).toHaveLength(2)
      expect(tagsOf(html).filter((tag) => tag === 'td')).toHaveLength(8)
      expect(alive.exec(proseOf(html))).toBeNull()
    }),
    { numRuns: 200 },
  )
})

test('the marker stands once and at the start, though names spell it', () => {
  const markdown = planAsMarkdown(plan({ warnings: ['<!-- halyard:plan:v1 -->'], changes: [flagChange('<!-- x -->')] }))
  expect(markdown.indexOf('<!--')).toBe(0)
  expect(markdown.lastIndexOf('<!--')).toBe(0)
  expect(planAsMarkdown(plan(), { scope: 'shop' })).toMatch(/^<!-- halyard:plan:v1:shop -->\n/)
})

test.each([
  ['a', 1],
  ['ż', 2],
  ['日', 3],
  ['😀', 4],
])('a plan of 3,000 flags called %j stays small enough for a comment, cut at whole flags', (letter) => {
  const flags = Array.from({ length: 3000 }, (_, index) => `${letter.repeat(20)}${index}`)
  const impact = inProduction(...flags.map((flag) => gains(flag, ['alice', letter.repeat(30)])))
  const changes = flags.map((flag) => rolloutChange(flag, 'production'))
  const markdown = planAsMarkdown(plan({ changes, impact }), { runUrl: 'https://example.com/run' })
  expect(markdown.length).toBeLessThan(65_536)
  expect(Buffer.byteLength(markdown)).toBeLessThan(65_536)
  expect(Buffer.byteLength(markdown)).toBeGreaterThan(60_000)
  const shown = new Set([...markdown.matchAll(/^\| `\D+(\d+)` \| .* \|$/gm)].map(([, number]) => number))
  const left = Number(/(\d+) more things would not fit here; \[the run/.exec(markdown)?.[1])
  expect(shown.size).toBeGreaterThan(100)
  expect(left).toBe(3000) // of each, at least the details
  expect(markdown).toContain('checksum')
})

test('whatever the plan, the page stays small enough', () => {
  fc.assert(
    fc.property(hostilePlan, fc.integer({ min: 1, max: 60 }), (hostile, times) => {
      const changes = Array.from({ length: times }, () => hostile.changes).flat()
      const environments = hostile.impact.environments.map((one) =>
        Object.assign({}, one, { flags: Array.from({ length: times }, () => one.flags).flat() }),
      )
      const markdown = planAsMarkdown({ ...hostile, changes, impact: { at, environments } })
      expect(Buffer.byteLength(markdown)).toBeLessThan(65_536)
      const tags = tagsOf(rendered(markdown))
      expect(tags.filter((tag) => tag === 'details').length).toBe(tags.filter((tag) => tag === '/details').length)
    }),
    { numRuns: 10 },
  )
})
