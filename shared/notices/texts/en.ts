/** The notices in English. */
import { wordsOfAll } from '../../model/findings/words.ts';
import type { Transition } from '../../model/incident.ts';
import { count } from '../../model/text.ts';
import { REMEDIES_EN } from '../../remedies/en/index.ts';
import { roughly } from '../times.ts';
import type { Texts } from './texts.ts';

const TURNED: Readonly<Record<Transition, string>> = {
  opened: 'opened',
  worsened: 'got worse',
  improved: 'improved',
  flapping: 'flapping',
  members: 'changed in extent',
  reminder: 'still open',
  acknowledged: 'acknowledged',
  cleared: 'cleared',
  blind: 'unknown',
  ended: 'ended',
};

const headline: Texts['headline'] = /* @__PURE__ */ wordsOfAll(({ en: words }) => words.headline, 'changed');

const why: Texts['why'] = /* @__PURE__ */ wordsOfAll(({ en: words }) => words.why, '');

const number = (n: number): string => n.toLocaleString('en-US');

const firstReport: Texts['firstReport'] = {
  subject: (senders, candidates, open) =>
    `first report: ${count(senders, 'sender')}, ${count(candidates, 'candidate')}, ${open === 0 ? 'no problems' : count(open, 'problem')}`,
  begun: 'Postwatch has started to watch.',
  found: 'What we found',
  senders: (n) => `${count(n, 'sender')}: checked, and you are notified of every change.`,
  candidates: (n) =>
    `${count(n, 'candidate')}: checked, and you are notified only of a listing on a critical list. While no critical list can be queried, a listing on a major one counts.`,
  tag: 'To watch a candidate as a sender, tag it:',
  others: {
    'nat-gateway': (n) =>
      `${count(n, 'address', 'addresses')} of NAT gateways: counted, not checked. If mail leaves through one, tag it.`,
    'load-balancer': (n) => `${count(n, 'address', 'addresses')} of load balancers: counted, not checked.`,
    service: (n) => `${count(n, 'address', 'addresses')} of AWS services: counted, not checked.`,
    ignored: (n) => `${count(n, 'address', 'addresses')} with the tag postwatch:ignore: not checked.`,
  },
  nobody:
    'There is no address or domain to watch. Tag an Elastic IP with postwatch:domains, or add senders to the settings.',
  open: (n) =>
    n === 0
      ? 'We found no problems in what could be checked.'
      : `${count(n, 'problem')} already existed. What to do about each is below.`,
  unseen: 'What we could not look at (what we last knew stays, and it does not count as a problem)',
  keys: 'Lists that need a key (the next run uses it once you have stored it)',
  notCovered: (n) => `${count(n, 'list is', 'lists are')} not queried`,
  whyNotCovered: 'To see why:',
  silent: 'Lists that gave no answer (we do not know whether you are listed there)',
  notes: 'Tags we could not read',
  queries: 'Queries to each list a day',
  queriesOf: (list, perDay, limit) =>
    `${list}: ${number(perDay)}${limit === null ? '' : ` (the operator allows ${number(limit)} for all its lists together)`}`,
  cost: (total) => `Estimated cost a month: ${total} (us-east-1 list prices, before any free tier)`,
  fixedCosts: 'Alarms and metrics (fixed)',
  units: {
    callsMillion: 'M calls',
    gbSeconds: 'GB-s',
    transitionsThousand: 'thousand transitions',
    readsMillion: 'M reads',
    writesMillion: 'M writes',
    logGb: 'GB',
    alarmMetrics: 'alarm metrics',
    metrics: 'metrics',
  },
  next: 'From now on you get one notice when a problem opens and one when it clears.',
};

/** `60 addresses`, or `addresses` where nobody counted. */
const some = (members: number | undefined, one: string, many: string): string =>
  members === undefined ? many : count(members, one, many);

export const en: Texts = {
  test: {
    subject: 'TEST: notices arrive here',
    text: (caller, at) => `This is a test. Nothing is wrong.
Notices about your senders arrive the same way.

Requested by ${caller} at ${at}.
`,
  },
  bounces: {
    newCauseSubject: (receiver, cause) => `Bounces: ${receiver} refuses your mail (${cause})`,
    newCause: (receiver, cause) => `${receiver} has started to refuse your mail. The cause is on your side: ${cause}.`,
    theySay: 'The receiver says:',
    todo: 'What to do',
    daySubject: (day, all, own) => `Bounces on ${day}: ${all}, of which ${own} on your side`,
    day: (day, all, own) =>
      `${count(all, 'message')} bounced on ${day} (UTC). The cause of ${own} of them is on your side.`,
    side: {
      sender: 'your side',
      receiver: 'receiver',
      recipient: 'recipient',
      content: 'content',
      network: 'network',
      'own-server': 'your own server',
      'own-provider': 'your mail provider',
    },
    next: 'To see the cause of a bounce and what to do:',
  },
  transition: {
    opened: 'OPENED',
    worsened: 'WORSE',
    improved: 'BETTER',
    flapping: 'FLAPPING',
    members: 'CHANGED',
    reminder: 'REMINDER',
    acknowledged: 'ACKNOWLEDGED',
    cleared: 'CLEARED',
    blind: 'UNKNOWN',
    ended: 'ENDED',
  },
  heading: { critical: 'CRITICAL', major: 'MAJOR', minor: 'MINOR', info: 'INFO' },
  severity: { critical: 'critical', major: 'major', minor: 'minor', info: 'info' },
  headline,
  about: (who, what) => `${who}: ${what}`,
  listing: {
    open: (who, list, isOne) => `${who} ${isOne ? 'is' : 'are'} listed on ${list}`,
    policy: (who, list, isOne) => `${who} ${isOne ? 'is' : 'are'} on the policy list ${list}`,
    cleared: (who, list, isOne) => `${who} ${isOne ? 'is' : 'are'} no longer listed on ${list}`,
    ended: (who, list) => `${who}: listing on ${list}`,
  },
  headSince: (head, since) => `${head}, since ${since}`,
  why,
  remedies: REMEDIES_EN,
  usedBy: (receivers) => `Known to use this list: ${receivers.join(', ')}.`,
  ended: {
    unwatched:
      'It is no longer watched: it was removed from the settings, released, or sends no more mail. We did not see the problem clear.',
    superseded: 'It is now part of another incident. We did not see the problem clear.',
    'list-retired': 'We no longer query this list. We did not see the listing clear.',
  },
  label: {
    since: 'Since',
    evidence: 'What we saw',
    repeat: '',
    matters: 'Why it matters',
    todo: 'What to do',
    before: 'Before',
    now: 'Now',
    was: 'Old value',
    is: 'New value',
    lasted: 'Lasted',
    stood: 'Open for',
    joined: 'Added',
    left: 'Removed',
    members: 'Affected',
    incident: 'Incident',
    acknowledge: 'Acknowledge',
    details: 'Details',
  },
  labelWidth: 17,
  atFirstSight: 'it already existed at our first check',
  screening: {
    free: 'This Elastic IP was already listed. Release it and allocate another before it sends mail. If it has a reverse name, reset that first: it locks the address.',
    associated:
      'This Elastic IP was already listed when we first saw it. If it sends no mail yet, release it and allocate another. Disassociate it first, and reset its reverse name, which locks it. If it sends mail, follow the steps below.',
    account: (id) => `With credentials for account ${id}:`,
  },
  worsened: (from, to) => `This problem got worse: ${from}, now ${to}.`,
  improved: (from, to) => `This problem got better but is still open: ${from}, now ${to}.`,
  flapping: (turns) =>
    `It opened and cleared ${turns} times within a day. We send no notice of further changes until it is stable, and then one about the result.`,
  members: (n) => `${count(n, 'target')} now`,
  reminder: 'This problem is still open and nobody has acknowledged it. Acknowledge it to stop the reminders.',
  alone: 'We know of no other problem on this address.',
  afterListing: 'Watch your mail logs for a few days: if the cause remains, the listing comes back.',
  acknowledged: (by, until, because) =>
    `${by} acknowledged it${until === null ? '' : ` until ${until}`}${because === '' ? '.' : `: ${because}`}`,
  checked: (day) => `Advice checked on ${day}.`,
  noServer: 'no server was asked',
  duration: (ms) => count(...roughly(ms)),
  more: (n) => `… and ${n} more`,
  turned: TURNED,
  several: (counts, first) =>
    `${Object.entries(counts)
      .map(([turned, n]) => `${n} ${turned}`)
      .join(', ')}: ${first}`,
  follow: (notices) => `… and ${count(notices, 'more notice')} in the next message.`,
  vanished: {
    heading: 'GONE',
    turned: 'record gone',
    text: 'The record existed and is gone. That is a change, not an improvement.',
  },
  group: {
    addresses: (n) => count(n, 'address', 'addresses'),
    targets: (n) => count(n, 'target'),
    example: (summary) => `For example: ${summary}`,
    forOne: (target) => `For ${target}:`,
    each: 'The steps differ for each of the others. To see them:',
    others: (n) => `Do the same for the other ${n}, each with its own allocation id.`,
  },
  shared: {
    list: (name) => `Blocklist ${name}`,
    zone: (name, members) => `${some(members, 'address', 'addresses')} in ${name}`,
    account: (place, members) => `${some(members, 'address', 'addresses')} of account ${place.replace('/', ' in ')}`,
    ground: (domain, members) => `${some(members, 'sender', 'senders')} of ${domain}`,
  },
  firstReport,
};
