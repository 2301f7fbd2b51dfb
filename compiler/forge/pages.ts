import { type Api, ask } from './http.ts'
import { listOf } from '../http/json.ts'

const size = 100

/** Nobody reads a discussion longer than this. */
const mostPages = 100

/** The items of a list that is handed out page by page. `path` ends where a parameter may follow. */
export async function* paged(api: Api, path: string): AsyncGenerator {
  for (let page = 1; page <= mostPages; page += 1) {
    const items = listOf(await ask(api, `${path}per_page=${size}&page=${page}`))
    yield* items
    if (items.length < size) return
  }
}
