/** What an entry of the table of lists has to be, as rules: each says what is wrong with an entry, or nothing. */
import { endTime, listEnd } from '../../shared/dnsbl/ends.ts';
import { compile } from '../../shared/dnsbl/interpret.ts';
import { operatorSlug } from '../../shared/dnsbl/keys.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { codeMeaning } from '../../shared/dnsbl/meanings.ts';
import { listNote } from '../../shared/dnsbl/notes.ts';
import { controlsOf } from '../../shared/dnsbl/query.ts';
import type { Expiry, Removal } from '../../shared/model/removal.ts';
import { dice } from './worlds.ts';

type Rule = (list: List, byId: ReadonlyMap<string, List>) => string | null;

const wrong = (is: boolean, text: string): string | null => (is ? text : null);

const isKorean = (text: string): boolean => /[가-힣]/.test(text);

const isAsked = ({ use }: List): boolean => use !== undefined && use !== 'off';
const isDay = (text: string | undefined): boolean =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

function compiles(list: List): string | null {
  try {
    compile(list);
    return null;
  } catch (error) {
    return `codes: ${String(error)}`;
  }
}

function canBeAsked(list: List): string | null {
  const names = list.zone === null ? [] : list.scope.flatMap((family) => controlNames(list, family));
  return wrong(
    names.some((name) => !/^[a-z0-9_.$A-Z-]+$/.test(name)),
    'testListed, testUnlisted: make no name that can be asked',
  );
}

function controlNames(list: List, family: 'ip4' | 'ip6' | 'domain'): readonly string[] {
  const { before, after } = controlsOf(list, family, dice(), new Set());
  return [...before, ...after].map(({ name }) => name);
}

const EACH: readonly Rule[] = [
  ({ id }) => wrong(!/^[a-z0-9][a-z0-9-]*$/.test(id), 'id: small letters, digits and "-"'),
  ({ operatorId }) => wrong(!/^[a-z0-9-]+$/.test(operatorId), 'operatorId: small letters, digits and "-"'),
  compiles,
  canBeAsked,
  ({ zone, access }) =>
    wrong(
      (zone?.includes('{key}') ?? false) && access !== 'key' && access !== 'paid',
      'access: a keyed zone needs a key',
    ),
  ({ zone, operator, operatorId }) =>
    wrong(
      (zone?.includes('{key}') ?? false) && operatorSlug(operator ?? '') !== operatorId,
      'operatorId: a file with the same operator must find the same key',
    ),
  ({ lookupUrl, removal }) =>
    wrong(
      [lookupUrl, removal?.url].some((url) => url !== undefined && !URL.canParse(url)),
      'lookupUrl, removal.url: a whole address',
    ),
  ({ checkedOn }) => wrong(!isDay(checkedOn), 'checkedOn: the day on which you checked, such as 2026-11-24'),
  ({ supersededBy, keyedAs }, byId) =>
    wrong(
      [supersededBy, keyedAs].some((id) => id !== undefined && !byId.has(id)),
      'supersededBy, keyedAs: the id of an entry',
    ),
  ({ note = '' }) => wrong(note.length >= 250, 'note: under 250 characters'),
  ({ note }) => wrong(note !== undefined && !isKorean(listNote(note).ko), 'note: Korean for it in notes.ts'),
  ({ kind, codes }) =>
    wrong(
      (kind === 'informational' || kind === 'allow') &&
        codes.some(({ effect }) => effect === 'listed' || effect === 'policy'),
      'codes: an informational list or an allow-list lists nobody',
    ),
  (list) => wrong(list.status !== 'active' && isAsked(list), 'use: off, unless the list is known to be alive'),
  ({ status, why }) => wrong(status === 'dead' && why === undefined, 'why: what the zone of a dead list does now'),
  ({ codes, refusals }) => {
    const foreign = [...codes, ...refusals].find(
      ({ means }) => codeMeaning(means).ko === means && means !== 'Sender Score',
    );
    return wrong(foreign !== undefined, `means: Korean for "${foreign?.means}" in meanings.ts`);
  },
  ({ why }) => wrong(why !== undefined && !isKorean(listEnd(why).ko), 'why: Korean for it in ends.ts'),
  ({ died }) =>
    wrong(died !== undefined && /[a-z]/.test(endTime(died).ko), 'died: a time, or before, by, between of it'),
  ({ status, removal }) =>
    wrong((status === 'dead') !== (removal?.kind === 'closed'), 'removal: closed where it is dead'),
  ({ removal }) => removalProblem(removal),
  ({ expiry }) => expiryProblem(expiry),
];

function removalProblem(removal: Removal | undefined): string | null {
  if (removal === undefined) return null;
  const { kind, hours = 0, words } = removal;
  if (kind === 'stated' || words !== undefined) return 'removal: a kind of the table, not the words of a file';
  return wrong(typeof hours !== 'number' && hours[0] >= hours[1], 'removal.hours: from less to more');
}

const expiryProblem = (expiry: Expiry | undefined): string | null =>
  wrong(expiry?.kind === 'never' && expiry.afterDays !== undefined, 'expiry.afterDays: not where it never expires');

/** Of those that are asked at all: nobody is told of a listing without a way to go on. */
const ASKED: readonly Rule[] = [
  ({ zone }) => wrong(zone === null, 'zone: what is asked has one'),
  ({ scope }) => wrong(scope.length === 0, 'scope: addresses or domains'),
  ({ codes }) => wrong(codes.length === 0, 'codes: what an answer means'),
  ({ confidence, use }) =>
    wrong(confidence === 'low' && use !== 'opt-in', 'use: little is documented, so by name only'),
  ({ kind, removal, expiry }) =>
    wrong(
      (kind === 'block' || kind === 'policy') && removal === undefined && expiry === undefined,
      'removal: where to ask for it, or how the entry ends without',
    ),
  ({ removal, lookupUrl }) =>
    wrong(
      removal !== undefined &&
        !['wait', 'range', 'closed'].includes(removal.kind) &&
        (removal.url ?? removal.mailbox ?? lookupUrl) === undefined,
      'removal.url: the page or mailbox where it is asked for',
    ),
  ({ removal, expiry }) =>
    wrong(removal?.kind === 'wait' && (expiry === undefined || expiry.kind === 'never'), 'expiry: waiting must end'),
];

/** Without a test entry a silence proves nothing, so none that can open a critical or major incident goes without. */
const BY_DEFAULT: readonly Rule[] = [
  ({ testListed, testListed6, severity }) =>
    wrong(
      severity !== 'minor' && (testListed ?? testListed6) === undefined,
      'testListed: its test entry, since it is on by default and weighs more than minor',
    ),
];

/** Everything that is wrong with an entry, in the words of the recipe. */
export function listProblems(list: List, all: readonly List[]): readonly string[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const rules = [...EACH, ...(isAsked(list) ? ASKED : []), ...(list.use === 'default' ? BY_DEFAULT : [])];
  const twin = all.find((one) => one !== list && (one.id === list.id || (one.zone !== null && one.zone === list.zone)));
  const twice = twin === undefined ? [] : [`id, zone: another entry (${twin.id}) has the same`];
  return [...twice, ...rules.map((rule) => rule(list, byId)).filter((problem) => problem !== null)];
}
