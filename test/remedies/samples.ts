/** Parameters of every remedy, as findings give them: a new remedy does not compile before it has one here. */
import type { RemedyId, RemedyParams } from '../../shared/model/remedy.ts';
import { REMOVAL_KINDS, REMOVAL_NEEDS } from '../../shared/model/removal.ts';
import { noRecordBehind, ONE_ALLOWS_EVERYBODY, recordsContradict, SET_NOT_SEEN } from '../../shared/spf/words/edit.ts';
import { mayMeanOneOf } from '../../shared/spf/words/slip.ts';

type Samples = { readonly [Id in RemedyId]: readonly RemedyParams[Id][] };

const COMMAND = { command: 'npx postwatch check 192.0.2.1' };
const PAGE = { url: 'https://bl.example/page', checkedOn: '2026-11-24' };
const LINE = '"mail.example.com. 300 IN A 192.0.2.1"';

const ENTRIES: readonly RemedyParams['dnsbl.listed'][] = [
  { of: 'address' },
  { of: 'domain', ...COMMAND, ...PAGE, obscure: true },
  ...REMOVAL_KINDS.flatMap((kind): RemedyParams['dnsbl.listed'][] => [
    { of: 'address', removal: { kind, needs: REMOVAL_NEEDS, hours: [12, 24], paid: true }, ...COMMAND, ...PAGE },
    { of: 'domain', removal: { kind, hours: 72, mailbox: 'a@bl.example' }, expiry: { kind: 'automatic' }, ...PAGE },
    { of: 'domain', removal: { kind, hours: 0, words: 'Use the form.' }, expiry: { kind: 'per-sublist' }, ...PAGE },
  ]),
  { of: 'address', expiry: { kind: 'never' } },
  { of: 'address', expiry: { kind: 'automatic', afterDays: 1 }, removal: { kind: 'wait' } },
  { of: 'address', expiry: { kind: 'per-sublist', afterDays: 60 } },
];

const FORWARD: readonly RemedyParams['ptr.set']['forward'][] = [
  { kind: 'none', line: LINE, example: 'mail.example.com', searched: true },
  { kind: 'here', name: 'mail.example.com', address: '192.0.2.1', guess: true },
  { kind: 'shared', name: 'mail.example.com', address: '192.0.2.1', guess: false },
  { kind: 'free', name: 'mail.example.com', line: LINE, guess: true },
  { kind: 'taken', name: 'mail.example.com', line: LINE, guess: false },
  { kind: 'unknown', name: 'mail.example.com', line: LINE, guess: false },
];

const NAMED = { address: '192.0.2.1', name: 'mail.example.com', regionOpen: true, ...PAGE };
const SET: readonly RemedyParams['ptr.set'][] = FORWARD.flatMap((forward) => [
  { forward, setter: 'elastic-ip', ...NAMED, ...COMMAND },
  { forward, setter: 'maybe-elastic-ip', ...NAMED, ...COMMAND },
  { forward, setter: 'govcloud', ...NAMED },
  { forward, setter: 'holder-of-ip6', ...NAMED },
]);

const PUBLISH: RemedyParams['spf.publish'] = {
  domain: 'example.com',
  line: 'example.com. 300 IN TXT "v=spf1 ip4:192.0.2.1 ~all"',
  changes: { en: '"ip4:192.0.2.1" added', ko: '"ip4:192.0.2.1" 추가' },
  senders: 2,
  cost: 1,
  limit: 10,
  isFirst: false,
  see: 'dig example.com TXT',
  neighbours: 0,
};

export const REMEDY_SAMPLES: Samples = {
  'dnsbl.info': ENTRIES,
  'dnsbl.listed': ENTRIES,
  'dnsbl.policy': ENTRIES.flatMap((entry) => [
    entry,
    { ...entry, reverse: 'npx postwatch check 192.0.2.1 --only ptr' },
  ]),
  'dnsbl.refused-key': [{ variable: 'POSTWATCH_KEY_A', parameter: '/postwatch/keys/a', ...COMMAND, ...PAGE }],
  'dnsbl.refused-unregistered': [{ operator: 'Example', ...COMMAND, ...PAGE }],
  'dnsbl.refused-resolver': [
    { ...COMMAND, ...PAGE },
    { key: { operator: 'Example', variable: 'POSTWATCH_KEY_A', store: 'aws ssm put-parameter' }, ...COMMAND },
  ],
  'dnsbl.dead': [{ list: 'bl', ...COMMAND }],
  'dnsbl.unreachable': [{ ...COMMAND, ...PAGE }],
  'dnsbl.not-asked': [COMMAND],
  'dnsbl.unproven': [{ list: 'bl', ...COMMAND, ...PAGE }],
  'dnsbl.unrecognised': [{ ...COMMAND, ...PAGE }],
  'ptr.set': SET,
  'ptr.set-own-name': SET,
  'ptr.set-forward': [
    { zone: 'example.com', line: LINE, others: false, instead: null },
    { zone: 'example.com', line: LINE, others: true, instead: { name: null }, alias: 'www.example.com' },
    { zone: 'example.com', line: LINE, others: true, instead: { name: 'mail.example.com' } },
  ],
  'ptr.ask-again': [COMMAND],
  'ptr.keep-one': [
    { keep: null, drop: ['a.example'], more: 0 },
    { keep: 'mail.example.com', drop: ['a.example', 'b.example'], more: 3 },
  ],
  'ptr.greet-as': [{ name: 'mail.example.com', address: '192.0.2.1', ...COMMAND }],
  'ptr.reset-first': [{ ...COMMAND, ...PAGE }],
  'ptr.follow-ec2': [{ ...COMMAND, ...PAGE }],
  'ptr.publish-delegated': FORWARD.map((forward) => ({
    forward,
    asked: '1.0-31.2.0.192.in-addr.arpa',
    name: 'mail.example.com',
    isExample: forward.kind === 'none',
    ...COMMAND,
  })),
  'ptr.add-final-dot': [{ asked: '1.2.0.192.in-addr.arpa', meant: 'mail.example.com', address: '192.0.2.1' }],
  'ptr.use-canonical': [{ alias: 'www.example.com', end: 'mail.example.com' }],
  'ptr.set-wanted': [{ line: LINE, ...COMMAND, ...PAGE }],
  'spf.publish': [
    PUBLISH,
    { ...PUBLISH, isFirst: true, includedLine: 'b.example.com. 300 IN TXT "v=spf1"', senders: 0, ...COMMAND },
    { ...PUBLISH, left: noRecordBehind('include:gone.example'), senders: 1, neighbours: 2, ...COMMAND },
    { ...PUBLISH, unseen: SET_NOT_SEEN, neighbours: 2 },
  ],
  'spf.unreadable': [
    { domain: 'example.com', count: 1, words: [{ text: '"frob"', guess: null }] },
    { domain: 'example.com', count: 2, words: [{ text: '"b.example"', guess: mayMeanOneOf(['a:b.example']) }] },
  ],
  'spf.over-limit': [
    { domain: 'example.com', cost: 12, limit: 10, includes: [] },
    {
      domain: 'example.com',
      cost: 12,
      limit: 10,
      includes: [{ text: 'include:a.example', cost: 6, networks: 2, octets: 40, whole: false }],
    },
  ],
  'spf.no-proposal': [{ domain: 'example.com', why: recordsContradict(ONE_ALLOWS_EVERYBODY) }],
  'spf.first-record': [{ domain: 'example.com' }],
  'spf.missing-domain': [
    { domain: 'gone.example', below: null, line: null },
    { domain: 'mail.example.com', below: 'example.com', line: null },
    { domain: 'mail.example.com', below: 'example.com', line: LINE },
  ],
  'spf.ask-again': [{ domain: 'example.com' }, { domain: 'example.com', ...COMMAND }],
  'spf.near-limit': [
    { limit: 10, dearest: [] },
    { limit: 10, dearest: ['include:a.example (6)'] },
  ],
  'spf.wide': [{ terms: '"ip4:0.0.0.0/1"', domain: 'example.com' }],
  'spf.plus-all': [
    { term: '+all', within: null, domain: 'example.com' },
    { term: '+all', within: 'a.example', domain: 'example.com' },
  ],
  'spf.ptr-term': [{ term: 'ptr' }],
  'spf.long': [{ domain: 'example.com' }],
  'spf.missing-space': [{}],
  'spf.dead-include': [{ terms: '"include:gone.example"' }],
  'spf.dead-term': [{ limit: 2 }],
  'spf.ignored': [{}],
  'spf.type99': [{ domain: 'example.com' }],
  'spf.include-changed': [{ names: 'a.example', domain: 'example.com' }],
  'resolver.contradicted': [
    { resolver: null, ...COMMAND },
    { resolver: '192.0.2.53:53', ...COMMAND },
  ],
  'resolver.impossible': [{}],
  'resolver.doubted': [{}],
  'sender.ground-gone': [{}, COMMAND],
  'list.quiet': [{ list: 'Example', ...COMMAND }],
  'group.ptr': [COMMAND],
  'group.spf': [
    { isNew: true, ...COMMAND },
    { isNew: false, ...COMMAND },
  ],
};
