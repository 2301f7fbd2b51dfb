import { posix } from 'node:path'
import type { Environment, Flag, SoundModel } from '../model/model.ts'
import type { Located, Path } from '../source/source.ts'
import type { Pages } from './pages.ts'

/** Where something stands, or would stand: a file, and the path to it. */
export interface Home {
  readonly file: string
  readonly path: Path
}

type Section = 'environments' | 'users' | 'groups'

const newFile = { environments: 'environments.yaml', users: 'people.yaml', groups: 'groups.yaml' } as const

export function homeOf({ file, path }: Located<unknown>): Home {
  return { file: file.path, path }
}

/** Where new things belong: beside their kin. `folder` is the flags folder as paths show it, or the one file there is. */
export class Homes {
  readonly #model: SoundModel
  readonly #folder: string
  readonly #pages: Pages

  constructor(model: SoundModel, folder: string, pages: Pages) {
    this.#model = model
    this.#folder = folder
    this.#pages = pages
  }

  /** Behind the last of its kind. */
  newIn(section: Section, key: string): Home {
    const last = [...this.#model[section].values()].at(-1)
    return { file: last?.declared.file.path ?? this.#inFolder(newFile[section]), path: [section, key] }
  }

  /** A file of its own, in the folder where most flags of its owner stand. */
  newFlag(key: string, owner: string | null): Home {
    const folders = [...this.#model.flags.values()]
      .filter((flag) => flag.declared.value.owner === (owner ?? undefined))
      .map((flag) => posix.dirname(flag.declared.file.path))
    const folder = most(folders)
    const name = /\.test$/i.test(key) ? key.replaceAll('.', '-') : key
    const path = folder === undefined ? this.#inFolder(`${name}.yaml`) : posix.join(folder, `${name}.yaml`)
    const file = this.#isFile() ? this.#folder : this.#free(path)
    return { file, path: ['flags', key] }
  }

  /** Inside the flag, unless all of its lists stand in sections of their own. */
  newList(flag: Flag | undefined, home: Home, environment: string): Home {
    const lists = [...(flag?.assignments ?? [])]
    const section = lists.every(([, { place }]) => place.path[0] === 'assignments') ? lists[0] : undefined
    if (!section || !flag) return { file: home.file, path: [...home.path, 'assignments', environment] }
    const file = this.#sectionOf(environment) ?? section[1].place.file.path
    return { file, path: ['assignments', environment, flag.key] }
  }

  /** The file in which the lists of other flags in this environment stand. */
  #sectionOf(name: string): string | undefined {
    const environment: Environment | undefined = this.#model.environments.get(name)
    for (const { assignments } of this.#model.flags.values()) {
      const place = environment && assignments.get(environment)?.place
      if (place?.path[0] === 'assignments') return place.file.path
    }
    return undefined
  }

  #free(path: string): string {
    const at = (nth: number) => (nth === 1 ? path : path.replace(/\.yaml$/, `-${nth}.yaml`))
    let nth = 1
    while (this.#pages.has(at(nth))) nth++
    return at(nth)
  }

  #isFile(): boolean {
    return /\.ya?ml$/.test(this.#folder)
  }

  #inFolder(name: string): string {
    if (this.#isFile()) return this.#folder
    return this.#folder === '' || this.#folder === '.' ? name : `${this.#folder}/${name}`
  }
}

function most(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].reduce<[string, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  )?.[0]
}
