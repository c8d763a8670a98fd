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
  flapping: 'comes and goes',
  members: 'changed in extent',
  reminder: 'still stands',
  acknowledged: 'acknowledged',
  cleared: 'cleared',
  blind: 'can no longer be seen',
  ended: 'ended',
};

const headline: Texts['headline'] = /* @__PURE__ */ wordsOfAll(({ en: words }) => words.headline, 'changed');

const why: Texts['why'] = /* @__PURE__ */ wordsOfAll(({ en: words }) => words.why, '');

const firstReport: Texts['firstReport'] = {
  subject: (senders, candidates, open) =>
    `first report: ${count(senders, 'sender')}, ${count(candidates, 'candidate')}, ${open === 0 ? 'no problem found' : count(open, 'problem')}`,
  found: 'FOUND',
  senders: (n) => `${count(n, 'sender')}: checked, and told about`,
  candidates: (n) =>
    `${count(n, 'candidate')}: checked; you are notified only of a listing on a critical list, or on a major one while no critical list can be queried. Tag one to watch it: aws ec2 create-tags --resources <allocation id> --tags Key=postwatch:domains,Value=<domain>`,
  others: {
    'nat-gateway': (n) => `${n} of NAT gateways: counted, not checked (tag those that mail leaves through)`,
    'load-balancer': (n) => `${n} of load balancers: counted, not checked`,
    service: (n) => `${n} of AWS services: counted, not checked`,
    ignored: (n) => `${n} silenced by the tag postwatch:ignore`,
  },
  nobody:
    'No address and no domain to watch: tag an Elastic IP with postwatch:domains, or name senders in the settings.',
  open: (n) =>
    n === 0
      ? 'Nothing is wrong with what could be checked.'
      : `${count(n, 'problem')} already existed when the watch began. What to do about each is below.`,
  unseen: 'NOT LOOKED AT (what is there stays as it was known, and is no alarm)',
  keys: 'LISTS THAT NEED A KEY (it is picked up by the next run)',
  notCovered: 'NOT CHECKED',
  silent: 'ASKED, AND NO VERDICT CAME (nothing is known from these lists, neither clean nor listed)',
  notes: 'TAGS THAT CANNOT BE READ',
  queries: 'QUERIES A DAY TO EACH LIST',
  queriesOf: (list, perDay, limit) =>
    `${list}: ${perDay}${limit === null ? '' : ` (its operator allows ${limit} over all its lists)`}`,
  cost: (total) => `ESTIMATED COST A MONTH: ${total} (us-east-1 list prices, before any free tier)`,
  next: 'From now on there is a message when something starts and one when it ends.',
};

/** `60 addresses`, or `addresses` where nobody counted. */
const some = (members: number | undefined, one: 'address' | 'sender'): string => {
  if (members === undefined) return one === 'address' ? 'addresses' : 'senders';
  return one === 'address' ? `${members} ${members === 1 ? 'address' : 'addresses'}` : count(members, one);
};

export const en: Texts = {
  test: {
    subject: 'TEST: notices arrive here',
    text: (caller, at) => `This is a test; nothing is wrong. Notices about your senders come the same way.

Asked for by ${caller} at ${at}.
`,
  },
  bounces: {
    newCauseSubject: (receiver, cause) => `bounces: ${receiver} refuses your mail (${cause})`,
    newCause: (receiver, cause) =>
      `${receiver} has begun to refuse your mail, and the cause is on your side: ${cause}. They say:`,
    daySubject: (day, all, own) => `bounces of ${day}: ${all}, ${own} on your side`,
    day: (day, all, own) => `On ${day} (UTC) ${all} deliveries failed; ${own} of them for a cause on your side.`,
    next: 'npx postwatch diagnose <message> says for each what is still true and what to do.',
  },
  transition: {
    opened: 'OPENED',
    worsened: 'WORSE',
    improved: 'BETTER',
    flapping: 'FLAPPING',
    members: 'MEMBERS',
    reminder: 'REMINDER',
    acknowledged: 'ACKNOWLEDGED',
    cleared: 'CLEARED',
    blind: 'BLIND',
    ended: 'ENDED',
  },
  severity: { critical: 'critical', major: 'major', minor: 'minor', info: 'info' },
  headline,
  why,
  // The remedies of findings are English themselves, and say it for the case at hand.
  remedies: REMEDIES_EN,
  usedBy: (receivers) => `Known to use this list: ${receivers.join(', ')}.`,
  ended: {
    unwatched:
      'no longer watched: taken out of the settings, released, or no sender any more. The problem was not seen to clear.',
    superseded: 'it is part of another incident now. The problem was not seen to clear.',
    'list-retired': 'the list is no longer asked. The listing was not seen to clear.',
  },
  label: {
    since: 'since',
    evidence: 'evidence',
    repeat: 'repeat',
    matters: 'why',
    todo: 'next',
    before: 'before',
    now: 'now',
    was: 'was',
    is: 'is',
    lasted: 'lasted',
    stood: 'stood for',
    ended: 'ended',
    turns: 'turns',
    joined: 'joined',
    left: 'left',
    members: 'members',
    by: 'by',
    incident: 'incident',
  },
  atFirstSight: 'it stood already when the watch first looked',
  screening: {
    free: 'Already listed: release it and allocate another before it sends mail. A reverse name set on it locks it: reset that first.',
    associated:
      'Already listed when first seen. If it sends no mail yet, release it and allocate another before it does (disassociate it first; a reverse name set on it locks it); if it does send, go on below.',
    account: (id) => `with credentials for account ${id}:`,
  },
  flapping: (turns) =>
    `it opened and cleared ${turns} times within a day. Its turns are not told one by one any more, until it has stayed as it is.`,
  members: (n) => `${count(n, 'target')} now`,
  reminder: 'It still stands and nobody has acknowledged it. Acknowledge it to be reminded no more:',
  acknowledged: (by, until) => `${by}${until === null ? '' : `, until ${until}`}`,
  checked: (day) => `advice checked ${day}`,
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
    text: 'The record was there and is gone. That is a change, not an improvement.',
  },
  group: {
    addresses: (n) => count(n, 'address', 'addresses'),
    targets: (n) => count(n, 'target'),
    example: (summary) => `For example: ${summary}`,
    forOne: (target) => `For ${target}:`,
    each: (command) => `Each of the others has steps of its own: ${command}`,
    others: (n) => `The same for the other ${n}, each with its own allocation id.`,
  },
  shared: {
    list: (id) => `list ${id}`,
    zone: (name, members) => `${some(members, 'address')} in ${name}`,
    account: (place, members) => `${some(members, 'address')} of account ${place.replace('/', ' in ')}`,
    ground: (domain, members) => `${some(members, 'sender')} of ${domain}`,
  },
  firstReport,
};
