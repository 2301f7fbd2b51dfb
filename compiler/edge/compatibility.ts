/** The day whose behaviour of workerd the Worker is written for; `worker/wrangler.jsonc` says the same, which a test holds. */
export const compatibilityDate = '2026-10-01'
