/**
 * Milliseconds of processor time this thread has used. On an idle machine they pass as those of a wall clock do; on a busy one
 * they do not count the time that others were served.
 */
export function spent(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
