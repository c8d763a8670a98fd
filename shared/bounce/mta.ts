/** Which mail server wrote a log or a report: whose queue holds the message, and the command that makes it try at once. */
export const MTAS = ['postfix', 'exim', 'sendmail', 'opensmtpd', 'qmail'] as const;
export type Mta = (typeof MTAS)[number];

/** `postqueue(1)`, `exim(8)`, `sendmail(8)`, `smtpctl(8)`, `qmail-send(8)`. */
export const FLUSH_COMMANDS: Readonly<Record<Mta, string>> = {
  postfix: 'postqueue -f',
  exim: 'exim -qff',
  sendmail: 'sendmail -q',
  opensmtpd: 'smtpctl schedule all',
  qmail: 'pkill -ALRM qmail-send',
};

/** What each writes of itself in a log line or at the head of a report. */
const SIGNS: readonly (readonly [Mta, RegExp])[] = [
  ['postfix', /\bpostfix\/[\w/-]{2,30}\[\d|^This is the mail system at host |^X-Postfix-Queue-ID:/m],
  [
    'exim',
    /\bexim\[\d|^This message was created automatically by mail delivery software|^X-Failed-Recipients:|\b\w{6}-\w{6,11}-\w{2,4} (?:\*\*|==) /m,
  ],
  ['opensmtpd', /\bsmtpd\[\d{1,9}\]: [0-9a-f]{16} mta |^OpenSMTPD /m],
  [
    'sendmail',
    /\b(?:sendmail|sm-mta)\[\d|^ {3}----- The following addresses had |^ {3}----- Transcript of session follows -----/m,
  ],
  ['qmail', /^Hi\. This is the (?:qmail-send|deliver) program|\bdelivery \d{1,12}: (?:deferral|failure): /m],
];

/** A sign is near the beginning. */
const MAX_SEARCH = 64 * 1024;

export function mtaIn(text: string): Mta | undefined {
  const searched = text.slice(0, MAX_SEARCH).replaceAll('\r', '');
  return SIGNS.find(([, sign]) => sign.test(searched))?.[0];
}
