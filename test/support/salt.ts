/** A user salt. */
export const salt = '5e1f0d6c3b7a49288f'
