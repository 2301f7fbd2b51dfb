import { expect, test } from 'vitest'
import { startPage } from '../../support/page.ts'

test('a flag that only its parent will change is one of those that will change by themselves', async () => {
  const at = Date.now() + 86_400_000
  const page = await startPage({
    openPage: true,
    board: (board) => ({
      ...board,
      flags: board.flags.map((flag) =>
        flag.key === 'unlock' ? { ...flag, upcoming: [{ at, words: 'its parent lock expires' }] } : flag,
      ),
    }),
  })
  try {
    const board = await (await page.get('/?change=upcoming')).text()
    expect(board).toContain('2 of 6 flags')
    expect(await (await page.get('/flags/unlock')).text()).toContain('its parent lock expires')
  } finally {
    await page.worker.stop()
  }
})
