/** The shapes of the API as JSON Schema (2020-12, as OpenAPI 3.1 uses it). A test holds real answers against them. */
import { OTHER_KINDS } from '../bounce/other-kinds.ts';
import type { SchemaName } from './route.ts';
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
  time,
  whole,
  words,
} from './schema.ts';
import { addressTarget, CHECK_PARTS, domainTarget, spfWord } from './schemas-check.ts';
import { DIAGNOSIS_PARTS } from './schemas-diagnosis.ts';
import { ADDRESS_PARTS, INCIDENT_PARTS } from './schemas-incident.ts';
import { REVERSE_DNS, REVERSE_DNS_PARTS } from './schemas-reverse-dns.ts';
import { SPF_PARTS } from './schemas-spf.ts';

const checkId = words('ptr', 'dnsbl', 'spf');

const PARTS = {
  ...REVERSE_DNS_PARTS,
  ...CHECK_PARTS,
  ...INCIDENT_PARTS,
  ...SPF_PARTS,
  ...ADDRESS_PARTS,
  ...DIAGNOSIS_PARTS,
  Outcome: object({ channel: text, outcome: object({ ok: bool, why: text }, 'why') }),
  Problem: object(
    {
      type: text,
      title: text,
      status: whole,
      detail: text,
      outcomes: list(ref('Outcome')),
      incident: ref('IncidentRecord'),
    },
    'outcomes',
    'incident',
  ),
} satisfies Readonly<Record<string, Schema>>;

const NAMED: Readonly<Record<SchemaName, Schema>> = {
  ...REVERSE_DNS,
  Check: object({
    status: statusWord,
    resolver: list(ref('ResolverProof')),
    targets: list(ref('Inspected')),
    queries: whole,
    durationMs: whole,
  }),
  CheckRequest: object(
    {
      targets: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: { anyOf: [text, addressTarget, domainTarget] },
      },
      only: list(checkId),
    },
    'only',
  ),
  Spf: object(
    {
      result: spfWord,
      reason: text,
      explanation: text,
      lookups: whole,
      voidLookups: whole,
      doubt: text,
      tree: ref('SpfRecord'),
      resolver: list(ref('ResolverProof')),
    },
    'explanation',
    'doubt',
  ),
  Diagnoses: object(
    {
      diagnoses: list(ref('Diagnosis')),
      unmatched: list(ref('DiagnosisUnmatched')),
      other: words(...OTHER_KINDS),
      groups: list(ref('DiagnosisGroup')),
      resolver: list(ref('ResolverProof')),
    },
    'unmatched',
    'other',
    'groups',
  ),
  DiagnoseRequest: {
    description: 'A text, or a notification of SES as it is, also inside a message of SNS.',
    anyOf: [object({ text }), { type: 'object' }, { type: 'array', items: { type: 'object' } }],
  },
  SpfRequest: object({ ip: text, sender: text, helo: text }, 'sender', 'helo'),
  Lists: object({
    lists: list(
      object({
        id: text,
        zone: orNull(text),
        scope: list(words('ip4', 'ip6', 'domain')),
        severity: severityWord,
        state: text,
        why: text,
      }),
    ),
  }),
  Lookup: object(
    {
      command: text,
      argument: text,
      note: text,
      status: statusWord,
      resolver: list(ref('ResolverProof')),
      records: list({ type: 'object' }),
      passed: list(ref('LookupFinding')),
      warnings: list(ref('LookupFinding')),
      failed: list(ref('LookupFinding')),
      timeouts: list(ref('LookupFinding')),
      durationMs: whole,
    },
    'note',
  ),
  LookupRequest: object({ q: text }),
  Addresses: object({ addresses: list(ref('WatchedAddress')), next: orNull(text) }),
  Address: { allOf: [ref('WatchedAddress'), object({ history: list(ref('Notice')) })] },
  Incidents: object({ incidents: list(ref('Incident')), next: orNull(text) }),
  IncidentDetail: object({
    incident: ref('IncidentRecord'),
    standing: orNull(ref('Incident')),
    timeline: list(ref('Notice')),
    snoozes: list(ref('Snooze')),
  }),
  Acknowledged: object({ incident: ref('IncidentRecord') }),
  AcknowledgeRequest: object({ why: text, until: text, zone: text }, 'until', 'zone'),
  History: object({ target: text, history: list(ref('Notice')) }),
  Snoozes: object({ snoozes: list(ref('Snooze')) }),
  Snoozed: object({ snooze: ref('Snooze') }),
  SnoozeRequest: object(
    { target: text, list: text, finding: text, from: text, until: text, for: text, zone: text, why: text },
    'target',
    'list',
    'finding',
    'from',
    'until',
    'for',
    'zone',
  ),
  SnoozeEnded: object({ ended: text }),
  LatestRun: object(
    {
      run: text,
      at: time,
      finished: orNull(time),
      batches: whole,
      answered: whole,
      coverage: ref('Coverage'),
      silent: list(object({ list: text, why: text })),
      expected: whole,
      checked: whole,
      undelivered: list(object({ channel: text, notices: whole, why: text })),
    },
    'silent',
    'expected',
    'checked',
    'undelivered',
  ),
  NoticeTest: object({ outcomes: list(ref('Outcome')) }),
  Document: { type: 'object' },
};

export const SCHEMAS: Readonly<Record<string, Schema>> = { ...PARTS, ...NAMED };
