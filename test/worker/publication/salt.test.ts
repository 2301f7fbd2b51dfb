import { describe, expect, it } from 'vitest'
import { saltsOf } from '../../../worker/publication/salt.ts'

describe('the salts of an environment', () => {
  it.each([
    ['production', {}, []],
    ['production', { HALYARD_SALT: 'shared' }, ['shared']],
    ['production', { HALYARD_SALT: 'shared', HALYARD_SALT_STAGING: 'own' }, ['shared']],
    ['staging', { HALYARD_SALT: 'shared', HALYARD_SALT_STAGING: 'own' }, ['own', 'shared']],
    ['eu-west.live_2', { HALYARD_SALT_EU_WEST_LIVE_2: 'own' }, ['own']],
    ['production', { HALYARD_SALT: ' new\n,old , ' }, ['new', 'old']],
    ['production', { HALYARD_SALT: '', HALYARD_SALT_PRODUCTION: ' ' }, []],
    ['production', { HALYARD_SALT: { get: () => 'a secret that is no text' } }, []],
    ['production', Object.create({ HALYARD_SALT: 'of the prototype' }) as object, []],
  ])('%s, given %j, are %j', (environment, given, salts) => {
    expect(saltsOf(environment, given)).toEqual(salts)
  })
})
