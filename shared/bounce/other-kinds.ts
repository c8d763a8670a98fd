/** What an input is that is no bounce. */
export const OTHER_KINDS = [
  'dmarc-report',
  'tls-report',
  'feedback-report',
  'receipt',
  'delivery',
  'automatic-reply',
  'message',
  'event',
  'json',
  'log',
  'success',
] as const;
/** `event`: a webhook of another kind; `success`: a reply or dialogue in which nothing was refused. */
export type OtherKind = (typeof OTHER_KINDS)[number];
