/** The resolvers of a command for a person: a word at the end where all is well, and the first lines where it is not. */
import { noneSound, type ResolverProof } from '../../shared/dns/soundness.ts';
import { wrap } from '../../shared/model/text.ts';
import type { Terminal } from '../terminal.ts';

/** Nothing where all is well: a resolver is worth a line of its own only if it cannot be believed. */
export function renderResolvers(proofs: readonly ResolverProof[], terminal: Terminal): readonly string[] {
  const unsound = proofs.filter(({ state }) => state !== 'sound');
  if (unsound.length === 0) return [];
  const lines = unsound.map(({ server, state, why }) =>
    state === 'silent'
      ? `Resolver ${server} gave no answer to its own test (silent): ${why}.`
      : `Resolver ${server} cannot be believed (${state}): ${why}.`,
  );
  const rest = noneSound(proofs)
    ? 'Nothing below is a verdict. Try another resolver, for example with --resolver 9.9.9.9:53.'
    : 'Another resolver was asked in its place.';
  return [...[...lines, rest].flatMap((line) => wrap(line, terminal.width, '')), ''];
}

/** `, asked 10.0.0.2:53 (sound)`, to end a sum with. */
export const askedOf = (proofs: readonly ResolverProof[]): string =>
  proofs.length === 0 ? '' : `, asked ${proofs.map(({ server, state }) => `${server} (${state})`).join(', ')}`;
