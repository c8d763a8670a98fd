import { isoTime } from '../../model/clock.ts';
import { knownRows, type RequestFacts, type RequestLetter } from './letter.ts';

const time = (now: number): string => `${isoTime(now).slice(0, 16).replace('T', ' ')} UTC`;

const contact = ({ mailbox, onlyFrom }: RequestFacts): string => {
  const person = '[name, telephone number]';
  if (onlyFrom.length > 0) return `${person}, ${mailbox ?? `[write from ${onlyFrom.join(' or ')}]`}`;
  return mailbox === undefined ? `${person}, [mail address]` : `${person}, ${mailbox}`;
};

const INTRODUCTION = ['Dear postmaster team,', '', 'I am [name] and run the mail server of [company].'];

const review = (facts: RequestFacts): readonly string[] => [
  ...INTRODUCTION,
  'Your system refuses mail from the sender below. Please review the block and lift it.',
  '',
  ...knownRows(
    ['Address', facts.ip],
    ['Domain', facts.domain],
    ['Reverse DNS', facts.hostname],
    ['SPF', facts.isSpfPass ? 'pass' : undefined],
    ['DKIM domain (d=)', facts.dkim],
    ['DMARC', facts.hasDmarc ? 'record published' : undefined],
    ['List', facts.list],
    ['In use by us since', '[date]'],
    ['Mail that we send', '[what, to whom, how many messages a day]'],
    ['Case', facts.caseId],
    ['Refusal', facts.refusal],
    ['Checked on', time(facts.now)],
  ),
  '',
  'Cause: [what you found. Do not claim what you have not checked.]',
  'Fix: [what you stopped or changed, and how you prevent it]',
  '',
  ...knownRows(['Contact', contact(facts)]),
  'Thank you.',
];

const misreading = (facts: RequestFacts): readonly string[] => [
  ...INTRODUCTION,
  'Your server refuses our mail because of a blocklist. The list does not list our address: it refused to answer',
  'your DNS resolver (a public resolver, too many queries, or a list that has shut down), and the refusal was read',
  'as a listing. Please check your configuration:',
  '',
  '- Query the list through a resolver of your own or with a key.',
  '- Do not treat answers in 127.255.255.0/24 as listings.',
  '- Remove lists that have shut down.',
  '',
  ...knownRows(
    ['Address', facts.ip],
    ['Domain', facts.domain],
    ['List', facts.list],
    ['Refusal', facts.refusal],
    ['Checked on', time(facts.now)],
    ['Contact', contact(facts)],
  ),
  '',
  'Thank you.',
];

export const requestLetterEn: RequestLetter = {
  subject: (what, about, { hostname }) =>
    about === 'resolver'
      ? `Your server refuses mail from ${what} because a blocklist does not answer it`
      : `Mail from ${what}${hostname === undefined || about === 'domain' ? '' : ` (${hostname})`} is refused: please review the block`,
  lines: (about, facts) => (about === 'resolver' ? misreading(facts) : review(facts)),
};
