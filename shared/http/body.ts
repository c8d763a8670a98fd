/**
 * The body of a request: JSON, in UTF-8, or octets where a route takes them as they are; never more of it read than is allowed,
 * whatever its headers say.
 */
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { type HttpReply, problemReply } from './reply.ts';
import type { RouteBody } from './route.ts';

const MAX_BODY = 65_536;

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reply: HttpReply };

type Words = typeof import('./words.ts');

const refused = async (status: number, detail: (words: Words) => Text): Promise<Body> => ({
  ok: false,
  reply: problemReply(status, detail(await import('./words.ts'))),
});

export async function readBody(request: Request, { example, raw = [], most = MAX_BODY }: RouteBody): Promise<Body> {
  const type = request.headers.get('content-type') ?? '';
  const isRaw = raw.includes((type.split(';', 1)[0] ?? '').trim().toLowerCase());
  if (!isRaw && !/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type))
    return refused(415, (words) => words.wrongContentType(raw));
  const coding = request.headers.get('content-encoding') ?? 'identity';
  if (coding.trim().toLowerCase() !== 'identity')
    return refused(415, (words) => words.compressedBody(printable(coding, 40)));
  const bytes = await readBounded(request, most);
  if (bytes === null) return refused(413, (words) => words.bodyTooLarge(most));
  if (bytes.length === 0) return refused(400, (words) => words.emptyBody(JSON.stringify(example), isRaw));
  if (isRaw) return { ok: true, value: bytes };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return refused(400, (words) => words.bodyNotJson(JSON.stringify(example)));
  }
}

/** Null when there is more than `most`. */
async function readBounded(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.length;
    if (total > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
