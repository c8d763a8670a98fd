/** CONTRIBUTING, "A lookup of a new record type": three files, and what is missing in any is named. */
import { describe, expect, it } from 'vitest';
import { type Patches, patched } from '../support/patched.ts';

const TYPES = 'shared/dns/rdata.ts';
const LOOKUP = 'shared/lookups/records/srv.ts';
const INDEX = 'shared/lookups/index.ts';

const SHAPE = [
  '  readonly TLSA: {',
  '  readonly SRV: { readonly priority: number; readonly port: number; readonly target: string };\n  readonly TLSA: {',
] as const;
const NUMBER = 'number: 33,';
const READ =
  'read: (bytes, { start, end }) => { const target = name(bytes, { start: start + 6, end }); return target === null ? null : { priority: bytes.readUInt16BE(start), port: bytes.readUInt16BE(start + 4), target }; },';
// biome-ignore lint/suspicious/noTemplateCurlyInString: source text
const SHOW = 'show: ({ priority, port, target }) => `${priority} ${port} ${printable(target)}`,';
const entry = (...parts: string[]) =>
  ['  TLSA: tlsaEntry,', `  TLSA: tlsaEntry,\n  SRV: { ${parts.join(' ')} },`] as const;

const COMMAND = `/** Services of a domain (RFC 2782). */
import { evidenceOf } from '../../dns/answer.ts';
import { showData } from '../../dns/rdata.ts';
import { readHostName } from '../core/argument.ts';
import { command, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, missing, unaskedDraft } from '../core/draft.ts';

export const srv = command(
  { name: 'srv', example: 'srv:_imaps._tcp.example.com', about: { en: 'the servers of a service', ko: '서비스의 서버' } },
  readHostName,
  (name) => name,
  lookupSrv,
);

async function lookupSrv(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'SRV' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('srv.unknown', answer)] };
  if (answer.kind === 'absent') return { records: [], drafts: [missing('srv.missing', answer, { id: 'record.publish', with: { name, type: 'SRV' } })] };
  const records = answer.records.map((data) => ({ name, type: 'SRV', value: showData('SRV', data), ttl: answer.ttl }));
  return { records, drafts: [makeDraft('srv.found', 'pass', { en: 'It is there.', ko: '등록되어 있습니다.' }, [evidenceOf(answer)])] };
}
`;
const LISTED = [
  [
    "import { txt } from './records/txt.ts';",
    "import { srv } from './records/srv.ts';\nimport { txt } from './records/txt.ts';",
  ],
  ['  caa,\n];', '  caa,\n  srv,\n];'],
] as const;

const faults = (patches: Patches) => patched(patches).faults('shared/lookups/lookup.ts', 'shared/dns/create.ts', INDEX);

describe('a lookup of a new record type', () => {
  const recipe: Patches = { [TYPES]: [SHAPE, entry(NUMBER, READ, SHOW)], [LOOKUP]: COMMAND, [INDEX]: LISTED };

  it('is three files: the type, the lookup, and its line in the list', async () => {
    expect(Object.keys(recipe)).toHaveLength(3);
    expect(await faults(recipe)).toEqual([]);
  });

  it('is asked, read, shown and helped with, and its findings are in the API’s document', async () => {
    const said = await patched(recipe).run(`
      import { readResponse } from './shared/dns/read.ts';
      import { readData, showData, TYPES, typeNumber } from './shared/dns/rdata.ts';
      import { SCHEMAS } from './shared/http/schemas.ts';
      import { helpRows, readLookup, runLookup } from './shared/lookups/lookup.ts';
      const bytes = Buffer.from('000a000003e1046d61696c076578616d706c6500', 'hex');
      const data = readData('SRV', bytes, { start: 0, end: bytes.length });
      const trace = { name: '_x._tcp.example', type: 'SRV', resolver: '', rcode: 'NOERROR', at: 0, rttMs: 1 };
      const ask = async () => ({ kind: 'records', records: [data], chain: [], ttl: 60, trace });
      const ports = { resolver: { ask }, clock: { monotonic: () => 0, now: () => 0 }, proofs: async () => [{ state: 'sound' }] };
      const { records, passed } = await runLookup(readLookup('srv:_x._tcp.example').value, ports);
      const [{ id, severity, evidence }] = passed;
      console.log(JSON.stringify({
        number: TYPES.includes('SRV') && typeNumber('SRV'),
        shown: showData('SRV', data),
        value: records[0].value,
        answers: evidence[0].answers,
        id,
        severity,
        helped: helpRows().some(({ name }) => name === 'srv'),
        described: ['srv.found', 'srv.missing', 'srv.unknown'].every((one) => JSON.stringify(SCHEMAS).includes(one)),
      }));
    `);
    const shown = '10 993 mail.example';
    expect(JSON.parse(said)).toEqual({
      number: 33,
      shown,
      value: shown,
      answers: [shown],
      id: 'srv.found',
      severity: 'info',
      helped: true,
      described: true,
    });
  });

  it('is refused by the compiler where a part of the type is missing, which is named', async () => {
    const shape = [
      '  readonly TLSA: {',
      `  readonly ${['NOSHOW', 'NOREAD', 'NONUMBER'].join(': RecordData["SRV"];\n  readonly ')}: RecordData["SRV"];\n  readonly TLSA: {`,
    ] as const;
    const lacking = entry(
      NUMBER,
      READ,
      `${SHOW} }, NOSHOW: { ${NUMBER} ${READ} }, NOREAD: { ${NUMBER} ${SHOW} }, NONUMBER: { ${READ} ${SHOW}`,
    );
    expect((await faults({ [TYPES]: [SHAPE, shape, lacking] })).toSorted()).toEqual([
      expect.stringMatching(/^shared\/dns\/rdata\.ts: Property 'number' is missing/),
      expect.stringMatching(/^shared\/dns\/rdata\.ts: Property 'read' is missing/),
      expect.stringMatching(/^shared\/dns\/rdata\.ts: Property 'show' is missing/),
    ]);
  });

  it('is refused by the compiler without a line for the type, without a type, and with findings in no table', async () => {
    const other = 'shared/lookups/records/other.ts';
    const named = await faults({
      [TYPES]: [SHAPE],
      [LOOKUP]: COMMAND.replace("'srv.found'", "'srv.strange'"),
      [other]: COMMAND.replace("type: 'SRV' }", "type: 'NONE' }").replace('const srv', 'const other'),
      [INDEX]: [
        ...LISTED,
        ['import { txt }', "import { other } from './records/other.ts';\nimport { txt }"],
        ['  srv,\n', '  srv,\n  other,\n'],
      ],
    });
    expect(named).toContainEqual(expect.stringMatching(/^shared\/dns\/rdata\.ts: Property 'SRV' is missing/));
    expect(named).toContainEqual(expect.stringMatching(/records\/srv\.ts: .*'"srv\.strange"' is not assignable/));
    expect(named).toContainEqual(expect.stringMatching(/records\/other\.ts: Type '"NONE"' is not assignable/));
  });
});
