/** The body of a request: JSON, in UTF-8, and never more of it read than is allowed, whatever its headers say. */
import { problemReply, type Reply } from './reply.ts';

const MAX_BODY = 65_536;

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reply: Reply };

const refused = (status: number, detail: string): Body => ({ ok: false, reply: problemReply(status, detail) });

export async function readBody(request: Request, example: unknown): Promise<Body> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type))
    return refused(415, 'the body must be JSON: send it with content-type: application/json');
  const bytes = await readBounded(request);
  if (bytes === null) return refused(413, `the body is larger than ${MAX_BODY} bytes`);
  const expected = `expected JSON such as ${JSON.stringify(example)}`;
  if (bytes.length === 0) return refused(400, `the body is empty; ${expected}`);
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return refused(400, `the body is not JSON in UTF-8; ${expected}`);
  }
}

/** Null when there is more than `MAX_BODY`. */
async function readBounded(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return null;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.length;
    if (total > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
