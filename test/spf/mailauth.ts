/** The zone as `mailauth` wants it: a function in the shape of `dns.promises.resolve`, which throws for what is absent. */
import type { RecordData, RecordType, Resolver } from '../../shared/dns/answer.ts';

const CODES = {
  timeout: 'ETIMEOUT',
  servfail: 'ESERVFAIL',
  refused: 'EREFUSED',
  network: 'ECONNREFUSED',
  malformed: 'EBADRESP',
  stale: 'EBADRESP',
  unproven: 'EBADRESP',
};

/** Its types know only strings; MX records are objects all the same. */
function shape(type: RecordType, records: readonly RecordData[RecordType][]): string[] {
  if (type === 'TXT') {
    const texts = records as readonly RecordData['TXT'][];
    return texts.map(({ strings }) => strings.map((part) => Buffer.from(part).toString('latin1')).join(''));
  }
  if (type !== 'MX') return [...records] as string[];
  const hosts = records as readonly RecordData['MX'][];
  return hosts.map(({ preference, exchange }) => ({ priority: preference, exchange })) as unknown as string[];
}

export const mailauthResolver =
  ({ ask }: Resolver) =>
  async (name: string, type: string): Promise<string[]> => {
    const answer = await ask({ name, type: type as RecordType });
    if (answer.kind === 'records') return shape(type as RecordType, answer.records);
    const absent = answer.kind === 'absent' && (answer.reason === 'nxdomain' ? 'ENOTFOUND' : 'ENODATA');
    const code = answer.kind === 'failed' ? CODES[answer.reason] : absent;
    throw Object.assign(new Error(`${code} ${name}`), { code });
  };
