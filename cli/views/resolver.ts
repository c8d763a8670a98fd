/** The resolvers of a command for a person: a word at the end where all is well, and a block where they cannot be trusted. */
import { noneSound, type ResolverProof, type ResolverState } from '../../shared/dns/soundness.ts';
import { noResolverAnswered, proofText } from '../../shared/dns/words.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import type { Terminal } from '../terminal.ts';
import { wrapWhole } from '../wrap-whole.ts';

/** A resolver that anyone may use, to try instead. */
const ANOTHER = '9.9.9.9';

type ResolverWords = {
  /** Lines. */
  readonly silent: (proofs: readonly ResolverProof[]) => readonly string[];
  readonly notTrusted: string;
  readonly tryAnother: string;
  readonly otherUsed: string;
  readonly asked: (resolvers: string) => string;
  readonly states: Readonly<Record<ResolverState, string>>;
};

const WORDS: Readonly<Record<Language, ResolverWords>> = {
  en: {
    silent: (proofs) => [noResolverAnswered(proofs).en],
    notTrusted: 'No resolver can be trusted, so nothing could be checked.',
    tryAnother: 'Try another one:',
    otherUsed: 'Another resolver was used in its place.',
    asked: (resolvers) => `, asked ${resolvers}`,
    states: {
      sound: 'sound',
      closed: 'not on the Internet',
      rewriting: 'rewrites answers',
      stripping: 'hides records',
      stale: 'expired answers',
      silent: 'no answer',
    },
  },
  ko: {
    silent: (proofs) => [
      '응답하는 DNS 리졸버가 없어 아무것도 확인하지 못했습니다.',
      ...proofs.map(({ server, brief }) => (brief === undefined ? server : `${server}: ${brief.ko}`)),
    ],
    notTrusted: '믿을 수 있는 DNS 리졸버가 없어 아무것도 확인하지 못했습니다.',
    tryAnother: '다른 리졸버를 지정하세요:',
    otherUsed: '대신 다른 리졸버를 사용했습니다.',
    asked: (resolvers) => `, 리졸버 ${resolvers}`,
    states: {
      sound: '정상',
      closed: '외부 조회 불가',
      rewriting: '응답 변조',
      stripping: '레코드 누락',
      stale: '만료된 응답',
      silent: '응답 없음',
    },
  },
};

const notTrusted = (proof: ResolverProof): Text => {
  const reason = proofText(proof);
  return { en: `${proof.server}: ${reason.en}.`, ko: `${proof.server}: ${reason.ko}.` };
};

/**
 * Where none can be trusted: one block, however much was to be looked up. `again`: the command to run with another one; null
 * where it cannot be repeated.
 */
export function noResolverLines(
  proofs: readonly ResolverProof[],
  again: string | null,
  terminal: Terminal,
  indent = '  ',
): readonly string[] {
  const words = WORDS[terminal.language];
  const isSilent = proofs.every(({ state }) => state === 'silent');
  const about = isSilent
    ? words.silent(proofs)
    : [words.notTrusted, ...proofs.map((proof) => notTrusted(proof)[terminal.language])];
  return [...about.flatMap((line) => wrapWhole(line, terminal.width, indent)), ...tryLines(again, indent, terminal)];
}

/** A command that does not fit beside its label has a line of its own. */
function tryLines(again: string | null, indent: string, { language, width }: Terminal): readonly string[] {
  const label = indent + WORDS[language].tryAnother;
  const command = again === null ? `--resolver ${ANOTHER}` : `${again} --resolver ${ANOTHER}`;
  const line = `${label}  ${command}`;
  return columns(line) <= width ? [line] : [label, `${indent}  ${command}`];
}

/** Nothing where all is well: a resolver is worth a line of its own only if it cannot be trusted. */
export function renderResolvers(
  proofs: readonly ResolverProof[],
  terminal: Terminal,
  again: string | null = null,
): readonly string[] {
  const unsound = proofs.filter(({ state }) => state !== 'sound');
  if (unsound.length === 0) return [];
  if (noneSound(proofs)) return [...noResolverLines(proofs, again, terminal, ''), ''];
  const lines = [...unsound.map((proof) => notTrusted(proof)[terminal.language]), WORDS[terminal.language].otherUsed];
  return [...lines.flatMap((line) => wrapWhole(line, terminal.width, '')), ''];
}

/** `, resolver 10.0.0.2:53 (sound)`, to end a sum with. */
export const askedOf = (proofs: readonly ResolverProof[], language: Language): string => {
  if (proofs.length === 0) return '';
  const { asked, states } = WORDS[language];
  return asked(proofs.map(({ server, state }) => `${server} (${states[state]})`).join(', '));
};
