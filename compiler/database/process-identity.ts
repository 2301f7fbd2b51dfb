import { readFileSync } from 'node:fs'

/**
 * When a process started, in the system's own counting, so that a pid used again is not taken for the one before; empty
 * where the system does not say (outside Linux).
 */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // the program's name stands in brackets and may hold spaces; the start is the 20th field behind it
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`
  } catch {
    return '' // no /proc here, or the process has ended
  }
}

/** Does the process that had this pid and start still run? */
export function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return start === '' || startOf(pid) === start
}
