/** SNS takes 256 KiB in octets for everything; of the text nobody reads more, and some mail systems cut it. */
export const SNS_LIMITS = { text: 96 * 1024, all: 256 * 1024, unit: 'octets' } as const;
