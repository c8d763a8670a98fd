/** The scope of a JWT that may change something, unless the settings name another. */
export const WRITE_SCOPE = 'postwatch:write';
