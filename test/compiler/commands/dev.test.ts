import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { halyard, type Ran } from '../../support/terminal.ts'

const bell = (serve: string) => `
environments: { production: {} }
users: { mara: { name: Mara } }
flags:
  bell:
    description: The sound of the bell
    owner: growth
    type: string
    variants: { none: silence, brass: ting, duck: quack }
    off: none
    assignments: { production: [{ user: mara, serve: ${serve} }] }
`

/** Variants that Mara is served by turns, and the values she gets. */
const sounds = [
  ['duck', 'quack'],
  ['brass', 'ting'],
] as const

interface Running {
  readonly ended: Promise<Ran>
  /** Waits until this has been written since the last wait; returns it. */
  saw(pattern: RegExp): Promise<RegExpExecArray>
  stop(): void
}

function startDev(cwd: string): Running {
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  let unseen = ''
  const ended = halyard(['dev', '--port', '0', '--database-port', '0'], {
    cwd,
    signal: stopping.signal,
    onOutput: (text) => void (unseen += text),
  })
  return {
    ended,
    stop: () => stopping.abort(),
    async saw(pattern) {
      for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(10)) {
        const found = pattern.exec(unseen)
        if (!found) continue
        unseen = unseen.slice(found.index + found[0].length)
        return found
      }
      throw new Error(`not seen: ${pattern}, but: ${unseen}`)
    },
  }
}

function repository(): TestRepository {
  const made = TestRepository.make()
  onTestFinished(() => made.remove())
  return made
}

/** The value that Mara gets, asked as the printed line says. */
async function ask([, url = '', key = '']: RegExpExecArray): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"context":{"targetingKey":"mara"}}',
  })
  return ((await response.json()) as { value: unknown }).value
}

/** Programs started by this process that still run, without the `ps` that looks for them. */
function children(): string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('workerd'))
}

test('dev serves what is saved, keeps the last good state through a broken edit, and leaves nothing behind', async () => {
  const own = repository()
  own.commit(alice, { 'flags/bell.yaml': bell('brass') })
  const dev = startDev(own.folder)
  const line = await dev.saw(/curl -s (\S+)[^]*?Bearer (\S+)'/)
  const [, database = ''] = await dev.saw(/psql '(\S+)'/)
  expect(await ask(line)).toBe('ting')
  expect(children()).not.toEqual([])

  own.write({ 'flags/bell.yaml': bell('duck') })
  await dev.saw(/live in \d+ ms: production/)
  expect(await ask(line)).toBe('quack')

  own.write({ 'flags/bell.yaml': bell('dukc') })
  await dev.saw(/error\[unknown-variant\][^]*flags\/bell\.yaml:11:54[^]*the last good state keeps serving/)
  expect(await ask(line)).toBe('quack')

  own.write({ 'flags/bell.yaml': bell('brass') })
  await dev.saw(/live in \d+ ms: production/)
  expect(await ask(line)).toBe('ting')

  const store = await openServer(database, {})
  const active = () => store.query("SELECT flag_name, variant FROM active_flags('mara', 'production')")
  await expect.poll(active).toEqual([{ flag_name: 'bell', variant: 'brass' }])
  await store.close()

  const published = await halyard(['publish', '--all', '--local'], { cwd: own.folder })
  expect(published).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^production +published/) })
  expect(await ask(line)).toBe('ting') // and its key still opens
  expect(await halyard(['rollback', '--env', 'production', '--local'], { cwd: own.folder })).toMatchObject({ exit: 0 })
  own.write({ 'flags/bell.yaml': bell('duck') })
  await dev.saw(/live in \d+ ms: production/)
  expect(await ask(line)).toBe('quack')

  dev.stop()
  expect(await dev.ended).toMatchObject({ exit: 0, stderr: expect.stringContaining('stopping') })
  await expect(ask(line)).rejects.toThrow()
  await expect(openServer(database, {})).rejects.toThrow()
  expect(children()).toEqual([])
  expect(existsSync(join(own.folder, '.halyard/db'))).toBe(true)
  expect(existsSync(join(own.folder, '.halyard/db.lock'))).toBe(false)
  expect(existsSync(join(own.folder, '.halyard/edge.json'))).toBe(false)
})

test('what was live never comes back, whatever is still written of it when the next edit is saved', async () => {
  const own = repository().write({ 'flags/bell.yaml': bell('brass') })
  const dev = startDev(own.folder)
  const line = await dev.saw(/curl -s (\S+)[^]*?Bearer (\S+)'/)
  for (const [index, [variant, value]] of [...sounds, ...sounds, ...sounds, ...sounds].entries()) {
    own.write({ 'flags/bell.yaml': bell(variant) })
    await dev.saw(/live in \d+ ms: production/)
    // the store and the board follow after half a second of silence, and take some tenths of one
    for (const end = Date.now() + 450 + index * 50; Date.now() < end;) expect(await ask(line)).toBe(value)
  }
  dev.stop()
  expect(await dev.ended).toMatchObject({ exit: 0 })
})

test('an edit that is saved while everything still starts is not missed', async () => {
  const own = repository().write({ 'flags/bell.yaml': bell('brass') })
  const dev = startDev(own.folder)
  await dev.saw(/starting on/)
  await sleep(1500) // the files are read by now, and the Worker does not answer yet
  own.write({ 'flags/bell.yaml': bell('duck') })
  const line = await dev.saw(/curl -s (\S+)[^]*?Bearer (\S+)'/)
  await expect.poll(() => ask(line)).toBe('quack')
  dev.stop()
  expect(await dev.ended).toMatchObject({ exit: 0 })
})

test('a repository that is broken from the start is served as soon as it is repaired', async () => {
  const own = repository().write({ 'flags/bell.yaml': bell('dukc') })
  const dev = startDev(own.folder)
  await dev.saw(/waiting for a fix/)
  own.write({ 'flags/bell.yaml': bell('duck') })
  expect(await ask(await dev.saw(/curl -s (\S+)[^]*?Bearer (\S+)'/))).toBe('quack')
  dev.stop()
  expect(await dev.ended).toMatchObject({ exit: 0 })
})
