/** A DKIM key that was cut into several records, or whose strings are in the wrong order: found by putting it together. */

import type { Txt } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { mendText } from '../published/mend-text.ts';
import { parseTags } from '../published/tags.ts';
import { readKey } from './key.ts';
import { keyInPieces, stringsOutOfOrder } from './words.ts';

/** A key of 4,096 bits has three strings; more pieces than this have too many orders. */
const MAX_PIECES = 4;

const isReadable = (text: string): boolean => {
  const { tags } = parseTags(text);
  const type = tags.get('k')?.trim().toLowerCase() === 'ed25519' ? 'ed25519' : 'rsa';
  return readKey(type, tags.get('p') ?? '').kind === 'key';
};

/** What is left of a key when its beginning is elsewhere. */
const isPiece = (text: string): boolean => /^[A-Za-z0-9+/ ]{8,}={0,2};?$/.test(text);

/** @param records all TXT records at the name, none of which holds a key that can be read */
export function judgePieces(name: string, records: readonly Txt[], evidence: readonly Evidence[]): FindingDraft | null {
  const texts = records.slice(0, 20).map((record) => mendText(record).text);
  const [head, second] = texts.filter((text) => /(?:^|;)\s*p\s*=/.test(text.slice(0, 5000)));
  if (head === undefined || second !== undefined || isReadable(head)) return null;
  const rest = texts.filter(isPiece);
  if (rest.length > 0 && rest.length < MAX_PIECES) {
    const whole = ordersOf(rest).find((order) => isReadable(head + order.join('')));
    return makeDraft('dkim.key-split', 'fail', keyInPieces(printable(name, 120), rest.length + 1), evidence, {
      id: 'dkim.one-record',
      with: { strings: whole === undefined ? null : quoted([head, ...whole]), pieces: rest.length + 1 },
    });
  }
  return judgeOrder(name, records, evidence);
}

function judgeOrder(name: string, records: readonly Txt[], evidence: readonly Evidence[]): FindingDraft | null {
  for (const { strings } of records.slice(0, 20)) {
    if (strings.length < 2 || strings.length > MAX_PIECES) continue;
    const parts = strings.map((one) => Buffer.from(one).toString('utf8'));
    const right = ordersOf(parts).find((order) => isReadable(order.join('')));
    if (right !== undefined)
      return makeDraft('dkim.key-order', 'fail', stringsOutOfOrder(printable(name, 120)), evidence, {
        id: 'dkim.in-order',
        with: { strings: quoted(right) },
      });
  }
  return null;
}

const quoted = (strings: readonly string[]): string => strings.map((one) => `"${printable(one, 1000)}"`).join(' ');

function ordersOf(pieces: readonly string[]): readonly (readonly string[])[] {
  if (pieces.length < 2) return [pieces];
  return pieces.flatMap((one, at) => ordersOf(pieces.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}
