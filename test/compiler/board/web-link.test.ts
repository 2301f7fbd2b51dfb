import { expect, test } from 'vitest'
import { webLink } from '../../../compiler/board/web-link.ts'

const github = 'https://github.com/tingeling/flags/blob/{revision}/{path}#L{line}'
const gitlab = 'https://gitlab.com/tingeling/web/flags/-/blob/{revision}/{path}#L{line}'

test.each([
  ['https://github.com/tingeling/flags', github],
  ['https://github.com/tingeling/flags.git', github],
  ['https://github.com/tingeling/flags.git/', github],
  ['git@github.com:tingeling/flags.git', github],
  ['github.com:tingeling/flags', github],
  ['ssh://git@github.com/tingeling/flags.git', github],
  ['ssh://git@GitHub.com:22/tingeling/flags.git', github],
  ['git://github.com/tingeling/flags', github],
  ['https://noor:hunter2@github.com/tingeling/flags.git', github],
  ['https://x-access-token:ghs_secret@github.com/tingeling/flags', github],
  ['https://gitlab.com/tingeling/web/flags.git', gitlab],
  ['git@gitlab.com:tingeling/web/flags.git', gitlab],
])('%s has web pages', (remote, link) => {
  expect(webLink(remote)).toBe(link)
})

test.each([
  'https://git.example.com/tingeling/flags.git',
  'https://github.com.evil.example/tingeling/flags',
  'https://evil.example/github.com/tingeling/flags',
  'https://github.com/tingeling',
  'https://github.com/a/b/c',
  'https://github.com/a/..',
  'https://github.com/a/b?x=<script>',
  'git@evil.example:github.com/a/b',
  '/srv/git/flags.git',
  'file:///srv/git/flags.git',
  '../flags',
  'C:\\flags',
  '',
])('%j has none that are known', (remote) => {
  expect(webLink(remote)).toBeUndefined()
})
