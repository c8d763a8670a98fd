/**
 * Domain names as mail uses them: A-labels, lower case, no trailing dot, at most 253 octets in labels of at most 63
 * (RFC 1035 section 2.3.4). Underscores are allowed, since DNS names such as `_spf.example.com` carry them.
 */
import { domainToASCII } from 'node:url';
import { notDomain, notFullDomain } from './input-words.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { printable } from './text.ts';

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** Accepts U-labels and a trailing dot; returns the A-label form. */
export function parseDomain(input: string): Parsed<string> {
  const shown = printable(input, 80);
  const bare = input.endsWith('.') ? input.slice(0, -1) : input;
  if (bare.length > 1000 || /[\s/@:?#\\%[\]]/.test(bare)) return problem(notDomain(shown));
  // UTS 46 refuses underscores nowhere, but lower-cases and checks the U-labels.
  const name = /^[\x21-\x7e]*$/.test(bare) ? bare.toLowerCase() : domainToASCII(bare);
  if (name === '' || name.length > 253) return problem(notDomain(shown));
  const last = name.slice(name.lastIndexOf('.') + 1);
  // The URL standard turns "1.2.3", "0x7f.1" and "①.②.③.④" into IPv4 addresses: a numeric last label is never a domain.
  // IPv6 has a colon, which was refused above.
  if (/^(\d+|0x[0-9a-f]*)$/i.test(last)) return problem(notDomain(shown));
  const labels = name.split('.');
  if (labels.length < 2) return problem(notFullDomain(shown));
  return labels.every((label) => LABEL.test(label)) ? parsed(name) : problem(notDomain(shown));
}

/** The same name whatever its case or trailing dot. */
export const sameName = (a: string, b: string): boolean => canonicalName(a) === canonicalName(b);

export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
