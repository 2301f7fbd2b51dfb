import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('./', import.meta.url).pathname,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } }, // a busy machine is late, not wrong
    maxWorkers: '100%', // many wait for processes and servers of their own
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          globalSetup: ['./support/postgres.ts'],
          include: ['**/*.test.ts'],
          exclude: ['**/*.workerd.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: '../worker/wrangler.jsonc' },
            miniflare: {
              ratelimits: { TEST_LIMITER: { namespace_id: '1', simple: { limit: 3, period: 10 } } },
              analyticsEngineDatasets: { EVALUATIONS: { dataset: 'halyard_evaluations' } },
            },
          }),
        ],
        test: {
          name: 'workerd',
          globalSetup: [new URL('conformance/plans.ts', import.meta.url).pathname],
          include: ['**/*.workerd.test.ts'],
        },
      },
    ],
  },
})
