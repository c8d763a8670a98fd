import type { Texts } from './types.ts';

export const RECEIVER_TEXTS: Texts = {
  'receiver-resolver-refused': [
    {
      text: '554 5.7.1 Service unavailable; Client host [redacted] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/46.38.225.230/',
      source: 'springcomp/self-hosted-simplelogin#37',
    },
  ],
};
