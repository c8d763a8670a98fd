/** Where an answer sends its reader, if that is a place on the web. */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { HttpAnswer } from '../../net/port.ts';
import { readUrl } from '../core/argument.ts';
import { toNoAddress, toNoWebAddress, toRefused } from './words.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Null: it is not a redirect. A `problem` is one that must not be followed. */
export function redirectOf(
  { status, headers }: HttpAnswer,
  from: URL,
): { readonly url: URL } | { readonly problem: Text } | null {
  if (!REDIRECTS.has(status)) return null;
  const location = headers['location'];
  const shown = printable(location ?? '', 100);
  if (location === undefined || location.length > 1000 || !URL.canParse(location, from.href))
    return { problem: toNoAddress(shown) };
  const { protocol, host, pathname, search } = new URL(location, from.href);
  if (protocol !== 'http:' && protocol !== 'https:') return { problem: toNoWebAddress(shown) };
  // Read as if a person had typed it: a disguised address is refused with the same words.
  const url = readUrl(protocol === 'https:' ? 'https' : 'http', `${host}${pathname}${search}`);
  return url.ok ? { url: url.value } : { problem: toRefused(shown, url.problem) };
}
