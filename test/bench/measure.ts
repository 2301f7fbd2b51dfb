import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Row {
  readonly what: string
  readonly against: string
  /** Milliseconds (of memory: MB), one for each round; both sides of a round run one after the other. */
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** The ratio that is allowed. */
  readonly limit: number
}

export const cli = fileURLToPath(new URL('../../compiler/cli.ts', import.meta.url))

/** Runs a whole command line and gives the milliseconds; any other exit code than the expected one is an error. */
export function runHalyard(words: readonly string[], cwd: string, env: Record<string, string> = {}, exit = 0): number {
  return timed(() => {
    const { status, stderr } = spawnSync(process.execPath, [cli, ...words], { cwd, env: { ...process.env, ...env } })
    if (status !== exit) throw new Error(`halyard ${words.join(' ')} ended with ${status}: ${stderr.toString()}`)
  })
}

/** The most memory that a command line held, in MB. */
export function peakMemory(words: readonly string[], cwd: string): number {
  const tell = "process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS))"
  const { stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${tell}`, cli, ...words], { cwd })
  return Number(/peak (\d+)$/.exec(stderr.toString())?.[1]) / 1024
}

/** What a flag repository remembers of earlier runs goes. */
export function forgetCache(folder: string): void {
  rmSync(join(folder, '.halyard', 'cache'), { recursive: true, force: true })
}

export function runScript(url: URL, words: readonly string[]): number {
  return timed(() => {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(url), ...words])
    if (status !== 0) throw new Error(stderr.toString())
  })
}

export function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** One more round. */
export function push(list: readonly number[], milliseconds: number): void {
  ;(list as number[]).push(milliseconds)
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** One line of the table: both medians, the median of the ratios round by round, and the limit. */
export function line({ what, against, ours, theirs, limit }: Row): string {
  const ratio = median(ours.map((milliseconds, round) => milliseconds / (theirs[round] ?? Number.NaN)))
  const verdict = ratio <= limit ? 'ok' : 'OVER'
  return `| ${what} | ${median(ours).toFixed(0)} | ${against} | ${median(theirs).toFixed(0)} | ${ratio.toFixed(2)} | ${limit} | ${verdict} |`
}

export const heading = '| what | ms | against | ms | ratio | limit | |\n| --- | ---: | --- | ---: | ---: | ---: | --- |'
