/**
 * What every part of a page is made with. All that comes from DNS, mail, whois, logs or a person goes through `foreign`: cut, without
 * control and bidi characters, apart from the text around it, and never a link. Escaping is `hono/html`'s.
 */
import { html, raw } from 'hono/html';
import type { Language } from '../model/language.ts';
import { printable } from '../model/text.ts';

export { html };

export type Markup = ReturnType<typeof html>;

export const NOTHING: Markup = raw('');

/** Of what someone else has written: one line, at most `most` characters, in a direction of its own. */
export const foreign = (text: string, most = 300): Markup => html`<bdi>${printable(text, most)}</bdi>`;

/** A record or a command, on a line of its own to be copied. */
export const lineToCopy = (text: string): Markup => html`<code class="copy" dir="ltr">${printable(text, 4000)}</code>`;

/** The same as code: a name, a record, a command. */
export const foreignCode = (text: string, most = 1000): Markup => html`<code dir="ltr">${printable(text, most)}</code>`;

/** With a stop at its end, so that another sentence can follow. */
export const sentence = (text: string): string => (text === '' || /[.!?:]$/.test(text) ? text : `${text}.`);

/** A page is asked for with the language that was chosen for this one. */
export type LinkTo = (path: string, query?: Readonly<Record<string, string>>) => string;

/** `chosen`: null where the browser's language is followed. */
export const linksWith =
  (chosen: Language | null): LinkTo =>
  (path, query = {}) => {
    const all = new URLSearchParams(chosen === null ? query : { ...query, lang: chosen });
    return all.size === 0 ? path : `${path}?${all}`;
  };

/** A link only where scheme and host are ours to give; else the text alone. `hosts` are those of our own tables. */
export function trustedLink(address: string, hosts: ReadonlySet<string>): Markup {
  const shown = printable(address, 300);
  const url = URL.canParse(address) ? new URL(address) : null;
  const isOurs = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && hosts.has(url.host);
  return isOurs ? html`<a href="${url.href}" rel="noreferrer noopener">${shown}</a>` : foreignCode(shown);
}

/** Hosts of addresses that a table of ours holds. */
export const hostsOf = (addresses: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(
    addresses.flatMap((one) => (one !== undefined && URL.canParse(one) ? [new URL(one).host] : [])).filter(Boolean),
  );

/** Our own style sheet inside of a file. It holds no `<`, so nothing can end the element early. */
export const rawStyle = (css: string): Markup => html`<style>${raw(css.replaceAll('<', ''))}</style>`;
