/** The way from an address to its name and back, drawn: what is proved is a line, what is not is dashed and marked. */
import { printable } from '../model/text.ts';
import { ADDRESS_WORDS } from './address-words.ts';
import { type AddressSight, reverseCell } from './cells.ts';
import { agoText, type View } from './frame.ts';
import { html, type Markup } from './markup.ts';
import type { Problem } from './problems.ts';

type LoopState = 'ok' | 'bad' | 'none';

const SIGN: Readonly<Record<LoopState, string>> = { ok: '✓', bad: '✕', none: '?' };

/** Longer names are cut in the picture, and whole beside it. */
const MOST_SHOWN = 30;
const MOST_ADDRESS = 24;

/** What the last look said: a name that passed, a name or none that did not, or nothing that is known. */
function loopOf(sight: AddressSight): {
  readonly name: string | null;
  readonly state: LoopState;
  readonly isGone: boolean;
} {
  const { state } = reverseCell(sight);
  const name = sight.seen?.names?.[0] ?? null;
  if (state === 'ok') return { name, state: 'ok', isGone: false };
  const failed = Object.entries(sight.state.subjects).some(
    ([key, { standing }]) => key.startsWith('ptr|') && standing?.status === 'fail',
  );
  // A generic name resolves back all the same.
  if (state === 'warn') return { name, state: name === null ? 'none' : 'ok', isGone: false };
  return { name, state: failed ? 'bad' : 'none', isGone: failed && sight.seen?.names?.length === 0 };
}

/** Where the name led when the open problem was last notified: its first address, and how many there are besides. */
function ledTo(name: string | null, problems: readonly Problem[]): string | null {
  const evidence = problems.flatMap(({ check, notice }) => (check === 'ptr' ? (notice?.finding?.evidence ?? []) : []));
  const forward = evidence.find(({ question, type }) => question === name && (type === 'A' || type === 'AAAA'));
  const [first, ...more] = forward?.answers ?? [];
  if (first === undefined) return null;
  return printable(more.length === 0 ? first : `${first} +${more.length}`, MOST_ADDRESS);
}

const endOf = (
  { state: { target } }: AddressSight,
  name: string | null,
  second: LoopState,
  problems: readonly Problem[],
): string => {
  if (second === 'ok') return target;
  return (second === 'bad' ? ledTo(name, problems) : null) ?? '?';
};

export function loopMarkup(sight: AddressSight, problems: readonly Problem[], view: View): Markup {
  const words = ADDRESS_WORDS[view.language];
  const { target } = sight.state;
  const { name, state, isGone } = loopOf(sight);
  const at = sight.seen?.verdicts.get(`ptr|${target}`)?.at;
  const looked = at === undefined ? words.notLooked : words.looked(agoText(at, view));
  const middle = name === null ? (isGone ? words.noName : words.noNameKnown) : printable(name, MOST_SHOWN);
  const [first, second]: readonly [LoopState, LoopState] =
    name === null ? [isGone ? 'bad' : 'none', 'none'] : ['ok', state];
  const end = endOf(sight, name, second, problems);
  const label = words.loop(target, name === null ? null : printable(name, 255), isGone ? 'bad' : second);
  return html`<div class="loop" tabindex="0" role="region" aria-label="${view.words.reverseDns}"><svg viewBox="0 0 900 84" role="img" aria-label="${label}"><rect x="1" y="30" width="210" height="40" rx="8"/><text x="106" y="55" text-anchor="middle">${target}</text><rect x="325" y="30" width="270" height="40" rx="8" class="${name === null ? 'open' : ''}"/><text x="460" y="55" text-anchor="middle">${middle}</text><rect x="709" y="30" width="190" height="40" rx="8" class="${second === 'ok' ? '' : 'open'}"/><text x="804" y="55" text-anchor="middle">${end}</text>${arrow(213, 323, first)}${arrow(597, 707, second)}<text class="lab" x="268" y="22" text-anchor="middle">PTR</text><text class="lab" x="652" y="22" text-anchor="middle">${target.includes(':') ? 'AAAA' : 'A'}</text></svg><p>${label}. ${looked}</p></div>`;
}

const arrow = (from: number, to: number, state: LoopState): Markup =>
  html`<path class="${state}" d="M${from} 50H${to}M${to - 7} 45L${to} 50L${to - 7} 55"/><text class="mark ${state}" x="${(from + to) / 2}" y="42" text-anchor="middle">${SIGN[state]}</text>`;
