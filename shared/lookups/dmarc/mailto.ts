/** Where reports are to go: `mailto:` and `https:` addresses, separated by commas (RFC 9989 section 4.7, RFC 8460 section 3). */
import { parseDomain } from '../../model/domain.ts';

const MAX_URIS = 20;

export type ReportUri = { readonly text: string; readonly scheme: string; readonly domain: string | null };

export const reportUris = (value: string): readonly ReportUri[] =>
  value
    .split(',', MAX_URIS)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const scheme = text.slice(0, Math.max(0, text.indexOf(':'))).toLowerCase();
      return { text, scheme, domain: domainOf(scheme, text) };
    });

function domainOf(scheme: string, text: string): string | null {
  // The size behind "!" is obsolete, and still written.
  const bare = text.replace(/![0-9]{1,12}[kmgt]?$/i, '');
  if (scheme === 'mailto') {
    const address = bare.slice('mailto:'.length).split('?', 1)[0] ?? '';
    const domain = parseDomain(address.slice(address.lastIndexOf('@') + 1));
    return address.includes('@') && domain.ok ? domain.value : null;
  }
  if (scheme !== 'https' || !URL.canParse(bare)) return null;
  const host = parseDomain(new URL(bare).hostname);
  return host.ok ? host.value : null;
}
