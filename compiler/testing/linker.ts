import type { Finding, Problem } from '../diagnostics/diagnostic.ts'
import { enumerate, quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Environment, Flag, SoundModel } from '../model/model.ts'
import { readInstant, respelled } from '../model/instant.ts'
import type { Place } from '../source/source.ts'
import { didYouMean } from '../source/suggest.ts'
import type { Said } from './asked.ts'
import { pinsOf } from './bucket.ts'
import type { Case } from './case.ts'
import { contextOf, doubts } from './context.ts'
import { readExpectation } from './expectation.ts'
import { testIncomplete } from './problems/test-incomplete.ts'
import { testInstant } from './problems/test-instant.ts'
import { testUnknownName } from './problems/test-unknown-name.ts'
import { testWithoutInstant } from './problems/test-without-instant.ts'
import type { Unlinked } from './read.ts'
import { Clockwork } from './time.ts'

/** Looks up the names of cases, and says once what is wrong at a place, however many cases share it. */
export class Linker {
  readonly #model: SoundModel
  readonly #report: Report
  readonly #said = new Set<string>()
  readonly #clockworks = new Map<Environment, Clockwork>()

  constructor(model: SoundModel, report: Report) {
    this.#model = model
    this.#report = report
  }

  /** The case, or undefined after saying what is wrong with it. */
  link({ name, at, asked }: Unlinked): Case | undefined {
    const place = at.at()
    const flag = this.#find('flag', asked.flag, this.#model.flags, place)
    const environment = this.#find('environment', asked.environment, this.#model.environments, place)
    if (!asked.expect)
      this.#say(testIncomplete, {
        message: `${quote(name)} does not say what it expects`,
        where: place,
        help: 'add `expect:` with the name of a variant',
      })
    if (!flag || !environment || !asked.expect) return undefined
    const expected = readExpectation(asked.expect, flag, (...finding) => this.#say(...finding))
    const now = this.#instant(name, asked.at, flag, environment, place)
    doubts(asked, this.#model, (...finding) => this.#say(...finding))
    if (!expected || now === undefined) return undefined
    return { name, place, flag, environment, context: contextOf(asked), now, pins: pinsOf(asked.bucket), expected }
  }

  #find<T>(noun: string, said: Said<string> | undefined, things: ReadonlyMap<string, T>, where: Place): T | undefined {
    if (!said) {
      const help = `add \`${noun}:\` to the test, or to \`defaults\``
      this.#say(testIncomplete, { message: `this test does not say which ${noun} it is about`, where, help })
      return undefined
    }
    const thing = things.get(said.value)
    const names = thing === undefined ? [...things.keys()] : []
    if (thing === undefined)
      this.#say(testUnknownName, {
        message: `there is no ${noun} ${quote(said.value)}`,
        where: said.place,
        help: didYouMean(said.value, names) ?? (names.length > 1 ? `there are ${enumerate(names)}` : undefined),
      })
    return thing
  }

  /** Milliseconds since 1970-01-01T00:00:00Z. An answer that time does not change is asked for at the beginning of it. */
  #instant(
    name: string,
    at: Said<string> | undefined,
    flag: Flag,
    environment: Environment,
    where: Place,
  ): number | undefined {
    if (at) return this.#read(at)
    const clockwork = this.#clockworks.get(environment) ?? new Clockwork(environment)
    this.#clockworks.set(environment, clockwork)
    const bound = clockwork.of(flag)
    if (!bound) return 0
    this.#say(testWithoutInstant, {
      message: `${quote(name)} does not say when: the answer of ${quote(flag.key)} in ${environment.key} changes with time`,
      where,
      related: [{ message: 'here', where: bound }],
      help: 'add `at:` with an instant to the test, or to `defaults`',
    })
    return undefined
  }

  #read({ value, place }: Said<string>): number | undefined {
    const reading = readInstant(value)
    if ('at' in reading) return reading.at
    const better = reading.suggestion ?? respelled(value)
    this.#say(testInstant, {
      message: `${quote(value)} is not an instant`,
      where: place,
      help: better ? `did you mean ${quote(better)}?` : 'write date, time and offset, such as `2027-03-31T00:00:00Z`',
    })
    return undefined
  }

  #say(problem: Problem, finding: Finding): void {
    const { where, message } = finding
    const key = [where.file.path, ...('path' in where ? where.path : [where.start]), '', message].join('\n')
    if (this.#said.has(key)) return
    this.#said.add(key)
    this.#report.add(problem, finding)
  }
}

/** Reports one finding. */
export type Say = (problem: Problem, finding: Finding) => void
