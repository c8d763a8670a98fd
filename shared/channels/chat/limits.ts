/** Of the description, below the schema's own 8,000, escapes counted; there is no machine form beside it. */
export const CHAT_LIMITS = { text: 7500, all: null, unit: 'characters' } as const;
