/** Most receivers take a megabyte. */
export const WEBHOOK_LIMITS = { text: 200_000, all: 950_000, unit: 'octets' } as const;
