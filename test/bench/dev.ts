import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cli, type Row } from './measure.ts'
import { editedFlag, editedKey, newcomer } from './repository.ts'

/** Long enough for the store to have followed an edit. */
const rest = 5000

/** From saving a file until the Worker of `halyard dev` answers by it. */
export async function savedEdits(folder: string, rounds: number): Promise<Row> {
  const words = [cli, 'dev', '--port', '0', '--database-port', '0']
  const dev = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => dev.once('exit', resolve))
  const file = join(folder, editedFlag)
  const text = readFileSync(file, 'utf8')
  const ours: number[] = []
  try {
    const ask = asker(await greeting(dev.stdout))
    for (let round = 0; round < rounds; round++) {
      await sleep(rest)
      const before = await ask()
      const started = performance.now()
      writeFileSync(file, round % 2 === 0 ? text.replace('users: [', `users: [${newcomer}, `) : text)
      while ((await ask()) === before) await sleep(20) // asked all the time, the Worker would take the other's processor
      ours.push(performance.now() - started)
      process.stderr.write(`saved edit ${round + 1} of ${rounds}\n`)
    }
  } finally {
    writeFileSync(file, text)
    dev.kill('SIGINT')
    await ended
  }
  return { what: 'dev: a saved edit is live', against: 'one second', ours, theirs: ours.map(() => 1000), limit: 1 }
}

/** The line with `curl` that dev prints when everything runs. */
async function greeting(output: NodeJS.ReadableStream): Promise<RegExpExecArray> {
  let said = ''
  for await (const chunk of output) {
    said += String(chunk)
    const found = /curl -s (\S+)\/[^/\s]+ [^]*?Bearer (\S+)'/.exec(said)
    if (found) return found
  }
  throw new Error(`dev ended: ${said}`)
}

function asker([, flags = '', key = '']: RegExpExecArray): () => Promise<string> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ context: { targetingKey: newcomer } })
  return async () => (await fetch(`${flags}/${editedKey}`, { method: 'POST', headers, body })).text()
}
