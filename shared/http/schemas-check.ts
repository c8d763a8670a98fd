/** The shapes of checks and lookups: findings with their evidence and remedies, coverage, the tree of SPF. */
import { LOOKUP_FINDINGS } from '../lookups/core/findings.ts';
import { FINDINGS } from '../model/findings/index.ts';
import {
  bool,
  list,
  object,
  orNull,
  ref,
  type Schema,
  severityWord,
  statusWord,
  text,
  texts,
  time,
  whole,
  words,
} from './schema.ts';

export const addressTarget = object({ address: text, domains: texts, helo: text }, 'domains', 'helo');
export const domainTarget = object({ domain: text });
export const spfWord = words('pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror');

/** Stored findings may have an id of the version before. */
const checksId = words(...Object.keys(FINDINGS));
const lookupsId = words(...Object.keys(LOOKUP_FINDINGS), ...Object.keys(FINDINGS));

/** Of a check's and of a lookup's alike. */
const finding = {
  target: text,
  subject: text,
  status: statusWord,
  severity: severityWord,
  summary: text,
  evidence: list(ref('Evidence')),
  remedy: orNull(ref('Remedy')),
};

export const CHECK_PARTS = {
  Evidence: object(
    {
      question: text,
      type: text,
      resolver: text,
      rcode: text,
      answers: texts,
      own: object({ ko: text }),
      ttl: orNull(whole),
      at: time,
      rttMs: { type: 'number' },
      extendedErrors: texts,
      ad: bool,
    },
    'own',
    'extendedErrors',
    'ad',
  ),
  Step: object({ text, record: text, command: text, url: text }, 'record', 'command', 'url'),
  Remedy: object(
    { text, steps: list(ref('Step')), command: text, url: text, checkedOn: text },
    'command',
    'url',
    'checkedOn',
  ),
  Finding: object(
    {
      check: words('ptr', 'dnsbl', 'spf', 'sender'),
      id: checksId,
      ...finding,
      subjectName: text,
      confirmed: bool,
      usedBy: texts,
    },
    'subjectName',
    'confirmed',
    'usedBy',
  ),
  ResolverProof: object({
    server: text,
    state: words('sound', 'closed', 'rewriting', 'stripping', 'stale', 'silent'),
    why: text,
    evidence: list(ref('Evidence')),
  }),
  LookupFinding: object({ check: text, id: lookupsId, ...finding }),
  Coverage: object(
    {
      asked: whole,
      answered: whole,
      notCovered: list(object({ list: text, why: text, how: text })),
      critical: {
        ...words('none', 'some', 'all'),
        description:
          'How many of the critical lists for this kind of target gave a verdict. It is there only if lists were queried. "none" means that nothing is known about the lists that most receivers use, whatever the status is.',
      },
    },
    'critical',
  ),
  Inspected: object({
    target: { anyOf: [addressTarget, domainTarget] },
    status: statusWord,
    coverage: ref('Coverage'),
    findings: list(ref('Finding')),
    ageSeconds: whole,
  }),
} satisfies Readonly<Record<string, Schema>>;
