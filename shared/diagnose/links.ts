/**
 * Where to go with a refusal, in order: the page of this very case that the receiver names in its reply, then the removal page
 * of the list, then the operator's page. Each with the day on which it was last checked.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { linkHostOf } from '../bounce/link-hosts.ts';
import type { List } from '../dnsbl/list.ts';
import { defined } from '../model/defined.ts';

export const LINK_KINDS = ['case', 'list', 'operator'] as const;
/** `case`: out of the reply, for this refusal alone. */
export type DiagnosisLink = {
  readonly kind: (typeof LINK_KINDS)[number];
  readonly url: string;
  readonly checkedOn: string;
};

const URLS = /https?:\/\/[^\s<>"'`\\^{}|[\]]{4,400}/gi;
const MOST_URLS = 20;

type Linked = Pick<Diagnosis, 'text' | 'provider' | 'listedBy' | 'ip' | 'remedy'>;

/** @param list that on which the address or the domain is; undefined where it is not in the table */
export function linksOf(diagnosis: Linked, list: List | undefined): readonly DiagnosisLink[] {
  const { remedy } = diagnosis;
  const removal = list === undefined ? undefined : removalPage(list);
  const all: readonly DiagnosisLink[] = [
    ...casePages(diagnosis),
    ...(list === undefined || removal === undefined
      ? []
      : [{ kind: 'list' as const, url: removal, checkedOn: list.checkedOn ?? remedy.checkedOn }]),
    ...(remedy.url === undefined ? [] : [{ kind: 'operator' as const, url: remedy.url, checkedOn: remedy.checkedOn }]),
  ];
  return all.filter(({ url }, at) => all.findIndex((one) => one.url === url) === at);
}

/** The form or page where removal is asked for; else where a person looks the address up. */
export const removalPage = ({ removal, lookupUrl }: Pick<List, 'removal' | 'lookupUrl'>): string | undefined =>
  removal !== undefined && 'url' in removal && removal.url !== undefined ? removal.url : lookupUrl;

/** Only of hosts that are known for whom the refusal speaks of, and only what names the case: a general page helps less than a form. */
function casePages({ text, provider, listedBy, ip }: Linked): readonly DiagnosisLink[] {
  const owners = [provider, listedBy].filter((one) => one !== undefined);
  return (text.match(URLS) ?? []).slice(0, MOST_URLS).flatMap((found): readonly DiagnosisLink[] => {
    const url = found.replace(/[.,;:!?)]{1,10}$/, '');
    const host = linkHostOf(url);
    if (host === undefined || !host.of.some((name) => owners.some((owner) => owner.startsWith(name)))) return [];
    return namesCase(new URL(url), ip) ? [{ kind: 'case', url, checkedOn: host.checkedOn }] : [];
  });
}

/** The address itself, a code in the query, or a number of a case. */
const namesCase = ({ search, pathname, hash }: URL, ip: string | undefined): boolean =>
  (ip !== undefined && `${pathname}${search}`.includes(ip)) ||
  /[?&](?:c|case|i|id|r|ip|q|e)=[\w%.:-]{2,}/i.test(search) ||
  /^#[A-Z]{2}\d{4,}$/.test(hash);

const CASE_ID =
  /\b(?:case|ticket|incident|reference)(?: ?(?:id|number|no\.?|code))?\s?[:#=]\s?([A-Z0-9](?=[A-Z0-9-]{0,38}\d)[A-Z0-9-]{4,40})(?![\w.@])/i;

/** The number under which the receiver has the refusal, as its reply states it. */
export const caseIdIn = ({ text }: Pick<Diagnosis, 'text'>): { readonly caseId?: string } =>
  defined({ caseId: CASE_ID.exec(text)?.[1] });
