/** The shapes of the API as JSON Schema (2020-12, as OpenAPI 3.1 uses it). A test holds real answers against them. */
import type { SchemaName } from './route.ts';
import { bool, list, object, orNull, ref, type Schema, text, texts, time, whole, words } from './schema.ts';
import { REVERSE_DNS, REVERSE_DNS_PARTS } from './schemas-reverse-dns.ts';

const status = words('pass', 'warn', 'fail', 'unknown');
const severity = words('critical', 'major', 'minor', 'info');
const checkId = words('ptr', 'dnsbl', 'spf');
const addressTarget = object({ address: text, domains: texts, helo: text }, 'domains', 'helo');
const domainTarget = object({ domain: text });
const transition = words(
  ...['opened', 'worsened', 'improved', 'flapping', 'members', 'reminder', 'acknowledged', 'cleared', 'blind', 'ended'],
);
const spfWord = words('pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror');

/** Of a check's and of a lookup's alike. */
const finding = {
  ...{ id: text, target: text, subject: text, status, severity, summary: text },
  evidence: list(ref('Evidence')),
  remedy: orNull(ref('Remedy')),
};

const PARTS = {
  ...REVERSE_DNS_PARTS,
  Evidence: object(
    {
      question: text,
      type: text,
      resolver: text,
      rcode: text,
      answers: texts,
      ttl: orNull(whole),
      at: time,
      rttMs: { type: 'number' },
      extendedErrors: texts,
      ad: bool,
    },
    'extendedErrors',
    'ad',
  ),
  Remedy: object({ text, command: text, url: text, checkedOn: text }, 'command', 'url', 'checkedOn'),
  Finding: object(
    { check: words('ptr', 'dnsbl', 'spf', 'sender'), ...finding, confirmed: bool, usedBy: texts },
    'confirmed',
    'usedBy',
  ),
  ResolverProof: object({
    server: text,
    state: words('sound', 'closed', 'rewriting', 'stripping', 'stale', 'silent'),
    why: text,
    evidence: list(ref('Evidence')),
  }),
  LookupFinding: object({ check: text, ...finding }),
  Coverage: object(
    {
      asked: whole,
      answered: whole,
      notCovered: list(object({ list: text, why: text, how: text })),
      critical: {
        ...words('none', 'some', 'all'),
        description:
          'How many of the critical lists that can say anything about the target gave a verdict. Only of a target, and only where lists were asked: none means that nothing is known about the lists that most receivers use, whatever the status says.',
      },
    },
    'critical',
  ),
  Inspected: object({
    target: { anyOf: [addressTarget, domainTarget] },
    status,
    coverage: ref('Coverage'),
    findings: list(ref('Finding')),
    ageSeconds: whole,
  }),
  Incident: object(
    {
      id: text,
      target: text,
      check: text,
      subject: text,
      finding: text,
      severity,
      status,
      summary: text,
      since: time,
      acknowledged: ref('Acknowledgement'),
      snoozed: text,
      flapping: bool,
      memberOf: text,
      memberCount: whole,
      members: texts,
    },
    'acknowledged',
    'snoozed',
    'flapping',
    'memberOf',
    'memberCount',
    'members',
  ),
  IncidentRecord: object({
    id: text,
    target: text,
    subject: text,
    state: words('open', 'acknowledged', 'cleared', 'ended'),
    opened: time,
    closed: orNull(time),
  }),
  Acknowledgement: object({ by: text, at: time, why: text, until: orNull(time) }),
  Snooze: object(
    {
      id: text,
      by: text,
      at: time,
      why: text,
      from: time,
      until: time,
      target: text,
      list: text,
      finding: text,
    },
    'target',
    'list',
    'finding',
  ),
  Standing: object(
    {
      finding: text,
      severity,
      status,
      summary: text,
      value: text,
      since: time,
      incident: text,
      memberOf: text,
      acknowledged: ref('Acknowledgement'),
      untold: ref('Untold'),
      remindedAt: time,
      recorded: bool,
    },
    'value',
    'memberOf',
    'acknowledged',
    'untold',
    'remindedAt',
    'recorded',
  ),
  Untold: object(
    { id: text, transition, before: orNull(ref('Standing')), atFirstSight: bool, muted: text },
    'atFirstSight',
  ),
  Notice: object(
    {
      id: text,
      run: text,
      at: time,
      transition,
      incident: text,
      target: text,
      finding: orNull(ref('Finding')),
      before: orNull(ref('Standing')),
      atFirstSight: bool,
      ended: text,
      since: time,
      members: object({ joined: texts, left: texts, count: whole }),
      turns: whole,
      acknowledged: ref('Acknowledgement'),
      muted: text,
      elasticIp: object(
        { account: text, region: text, allocationId: text, associated: bool, instanceId: text },
        ...['allocationId', 'associated', 'instanceId'],
      ),
      name: text,
    },
    'atFirstSight',
    'ended',
    'since',
    'members',
    'turns',
    'acknowledged',
    'muted',
    'elasticIp',
    'name',
  ),
  SpfRecord: object({
    domain: text,
    record: orNull(text),
    result: spfWord,
    reason: text,
    terms: list(ref('SpfTerm')),
    omitted: whole,
  }),
  SpfTerm: object({
    term: text,
    outcome: words('match', 'no-match', 'permerror', 'temperror', 'used', 'unused', 'not-reached'),
    result: orNull(spfWord),
    why: orNull(text),
    target: orNull(text),
    questions: list(ref('Evidence')),
    cost: whole,
    total: whole,
    void: bool,
    stopped: bool,
    record: orNull(ref('SpfRecord')),
  }),
  WatchedAddress: object(
    {
      address: text,
      place: text,
      incidents: list(ref('Incident')),
      blind: list(object({ check: text, subject: text, runs: whole })),
      lastChange: text,
      watched: object(
        {
          ...{ role: words('sender', 'candidate'), since: time, domains: texts, helo: text },
          grounds: list(object({ kind: words('spf', 'mx', 'ptr'), name: text, since: time, until: time }, 'until')),
        },
        ...['helo', 'grounds'],
      ),
    },
    ...['place', 'watched'],
  ),
  Diagnosis: object(
    {
      ...{ rule: text, provider: text, cause: text, text },
      side: words('sender', 'receiver', 'recipient', 'content', 'network'),
      retry: words('wait', 'fix-first', 'never'),
      ...{ retryAfterMinutes: whole, ip: text, host: text, mailFrom: text, headerFrom: text },
      signatures: list(object({ domain: text, selector: text })),
      ...{ recipient: text, smtpCode: whole, enhancedCode: text },
      ...{ listedBy: text, checks: texts, live: list(ref('DiagnosisLive')), remedy: ref('DiagnosisRemedy') },
      preconditions: list(
        object({ id: text, status: words('met', 'unmet', 'unknown'), why: text, evidence: list(ref('Evidence')) }),
      ),
      request: object({ to: text, language: words('en', 'ko'), subject: text, text, url: text }, 'url'),
    },
    ...['retryAfterMinutes', 'ip', 'host', 'mailFrom', 'headerFrom', 'signatures', 'recipient'],
    ...['smtpCode', 'enhancedCode', 'listedBy', 'request'],
  ),
  DiagnosisLive: object(
    {
      check: text,
      verdict: words('confirmed now', 'no longer true', 'cannot be checked from here'),
      why: text,
      subject: text,
      evidence: list(ref('Evidence')),
    },
    'subject',
  ),
  DiagnosisRemedy: object(
    { text, steps: texts, url: text, needs: texts, typicalHours: whole, obsolete: text, checkedOn: text },
    ...['url', 'typicalHours', 'obsolete'],
  ),
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
    status,
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
  Diagnoses: object({ diagnoses: list(ref('Diagnosis')), resolver: list(ref('ResolverProof')) }),
  DiagnoseRequest: {
    description: 'a text, or a notification of SES as it is, also inside what SNS sends',
    anyOf: [object({ text }), { type: 'object' }, { type: 'array', items: { type: 'object' } }],
  },
  SpfRequest: object({ ip: text, sender: text, helo: text }, 'sender', 'helo'),
  Lists: object({
    lists: list(
      object({
        id: text,
        zone: orNull(text),
        scope: list(words('ip4', 'ip6', 'domain')),
        severity,
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
      status,
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
    ...['target', 'list', 'finding', 'from', 'until', 'for', 'zone'],
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
      expected: whole,
      checked: whole,
      undelivered: list(object({ channel: text, notices: whole, why: text })),
    },
    'expected',
    'checked',
    'undelivered',
  ),
  NoticeTest: object({ outcomes: list(ref('Outcome')) }),
  Document: { type: 'object' },
};

export const SCHEMAS: Readonly<Record<string, Schema>> = { ...PARTS, ...NAMED };
