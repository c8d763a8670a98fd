/** Where reports about failed TLS are to go (RFC 8460 section 3). */

import { printable } from '../model/text.ts';
import { readName } from './parts/argument.ts';
import { command, type Draft, type Looked, type LookupPorts } from './parts/command.ts';
import { reportUris } from './parts/mailto.ts';
import { hasVersion, onlyOne, parseTags, published, tagRows } from './parts/tags.ts';

export const tlsRpt = command(
  { name: 'tls-rpt', example: 'tls-rpt:example.com', about: 'where reports about failed TLS go (RFC 8460)' },
  readName,
  (name) => name,
  look,
);

async function look(domain: string, { resolver }: LookupPorts): Promise<Looked> {
  const name = `_smtp._tls.${domain}`;
  const found = await published(name, hasVersion('TLSRPTv1'), resolver);
  const advice = `Publish a TXT record at ${name}: "v=TLSRPTv1; rua=mailto:tls-reports@${domain}". Without it nobody tells you when mail to you cannot be encrypted.`;
  const one = onlyOne('tls-rpt', name, found, advice);
  // Reports are good to have; mail goes on without.
  if ('draft' in one)
    return { records: [], drafts: [one.draft.id === 'tls-rpt.missing' ? { ...one.draft, status: 'warn' } : one.draft] };
  const { evidence } = found;
  const tags = parseTags(one.text);
  const uris = reportUris(tags.tags.get('rua') ?? '');
  const bad = uris.filter(({ domain: at }) => at === null);
  const draft: Draft =
    uris.length === 0 || bad.length > 0
      ? {
          ...{ id: 'tls-rpt.rua', status: 'fail', evidence },
          summary:
            bad[0] === undefined
              ? 'the record names no address for reports (rua=)'
              : `"${printable(bad[0].text, 100)}" is no address for reports`,
          remedy: { text: `Write rua=mailto:tls-reports@${domain}, or an https address.` },
        }
      : {
          id: 'tls-rpt.record',
          status: 'pass',
          evidence,
          summary: `reports go to ${uris
            .map(({ text }) => printable(text, 100))
            .slice(0, 5)
            .join(', ')}`,
        };
  return { records: tagRows(name, tags), drafts: [draft] };
}
