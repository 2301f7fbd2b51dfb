import { describe, expect, it } from 'vitest'
import { apiKeyBody, parseApiKey } from '../../../worker/evaluate/api-key.ts'

const secret = 'Az09'.repeat(11).slice(0, 43)

describe('an API key', () => {
  it.each([
    ['production', 'server'],
    ['eu-west.2', 'client'],
    ['a_b', 'server'],
    ['odd_srv_name', 'client'],
    ['halyard_cli', 'server'],
  ] as const)('of %s (%s) is read back as it was written', (environment, kind) => {
    const body = apiKeyBody(environment, kind, secret)
    expect(parseApiKey(`${body}_0a1b2c`)).toEqual({ environment, kind, body, checksum: '0a1b2c' })
  })

  it.each([
    '',
    'secret',
    `halyard_production_srv_${secret}`,
    `halyard__srv_${secret}_0a1b2c`,
    `halyard_production_adm_${secret}_0a1b2c`,
    `halyard_production_srv_${secret}x_0a1b2c`,
    `halyard_production_srv_${secret}_0A1B2C`,
    `other_production_srv_${secret}_0a1b2c`,
    `halyard_production_srv_${secret}_0a1b2c\n`,
    `halyard_${'x'.repeat(101)}_srv_${secret}_0a1b2c`,
    `halyard_${'x_srv_'.repeat(20)}x_srv_${secret}_0a1b2c`,
    `halyard_Production_srv_${secret}_0a1b2c`,
    `halyard_.._srv_${secret}_0a1b2c`,
    `halyard_production/x_srv_${secret}_0a1b2c`,
    `halyard___proto___srv_${secret}_0a1b2c`,
    `halyard_café_srv_${secret}_0a1b2c`,
    'halyard_'.repeat(10_000),
    `halyard_${'a_'.repeat(50_000)}`,
  ])('is not read from %j', (text) => {
    expect(parseApiKey(text)).toBeUndefined()
  })
})
