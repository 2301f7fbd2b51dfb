import type { Context, Workload } from '../evaluation/workload.ts'

const many = 500

/** One flag each, scattered over all flags and contexts. */
export function singles({ asked, contexts }: Workload, key: string): Buffer[] {
  return Array.from({ length: many }, (_, turn) =>
    request(`/${asked[turn % asked.length]!}`, contexts[turn % contexts.length]!, key),
  )
}

/** All flags, each for another context. */
export function bulks({ contexts }: Workload, key: string): Buffer[] {
  return contexts.slice(0, many).map((context) => request('', context, key))
}

/** All flags again for a client that has the answer already. */
export async function repeats({ contexts }: Workload, key: string, port: number): Promise<Buffer[]> {
  const sent = contexts.slice(0, 50).map(async (context) => {
    const answer = await fetch(`http://127.0.0.1:${port}/ofrep/v1/evaluate/flags`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: bodyOf(context),
    })
    await answer.arrayBuffer()
    return request('', context, key, `If-None-Match: ${answer.headers.get('etag')!}\r\n`)
  })
  return Promise.all(sent)
}

/** As an OpenFeature client sends it. */
function request(path: string, context: Context, key: string, headers = ''): Buffer {
  const body = bodyOf(context)
  const head =
    `POST /ofrep/v1/evaluate/flags${path} HTTP/1.1\r\nHost: flags.example\r\nAccept: */*\r\n` +
    `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
    `Authorization: Bearer ${key}\r\n${headers}\r\n`
  return Buffer.from(head + body)
}

function bodyOf({ user, ...attributes }: Context): string {
  return JSON.stringify({ context: { targetingKey: user, ...attributes } })
}
