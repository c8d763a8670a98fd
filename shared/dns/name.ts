/**
 * Domain names between text and wire (RFC 1035 sections 3.1, 4.1.4, 5.1): labels of at most 63 octets, 255 octets with
 * their lengths, lower case for comparison (RFC 4343). A label may hold any octet, so a dot inside one is written `\.`
 * and what is not printable `\DDD`: a PTR of the single label "mail.example.com" must not read like a host name.
 */
const MAX_LABEL = 63;
const MAX_NAME = 255;
/** The longest name there is, every octet written as an escape. */
const MAX_TEXT = 4 * MAX_NAME;

/** The wire form; null if it cannot be sent: an empty or too long label, a too long name, a broken escape. */
export function encodeName(name: string): Buffer | null {
  const labels = name.length > MAX_TEXT ? null : splitLabels(name);
  if (labels === null) return null;
  const wire = Buffer.allocUnsafe(name.length * 3 + 2);
  let end = 0;
  for (const label of labels) {
    if (label.length === 0 || label.length > MAX_LABEL) return null;
    wire[end] = label.length;
    end += 1 + wire.write(label, end + 1, 'latin1');
  }
  wire[end++] = 0;
  return end > MAX_NAME ? null : wire.subarray(0, end);
}

/** One character an octet; null for a broken escape. The root has no labels. */
function splitLabels(name: string): readonly string[] | null {
  if (name === '' || name === '.') return [];
  // What is not ASCII goes out as UTF-8, as it came.
  const octets = PLAIN.test(name) ? name : Buffer.from(name).toString('latin1');
  if (octets.includes('\\')) return splitEscaped(octets);
  return (octets.endsWith('.') ? octets.slice(0, -1) : octets).split('.');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const PLAIN = /^[\x00-\x7f]*$/;
const TOKEN = /\\(\d{3})|\\(\D)|[^\\]|\\/gs;

function splitEscaped(octets: string): readonly string[] | null {
  const labels = [''];
  for (const [token, code, character] of octets.matchAll(TOKEN)) {
    if (token === '.') labels.push('');
    else if (token === '\\' || Number(code ?? 0) > 255) return null;
    else labels.push(`${labels.pop()}${code === undefined ? (character ?? token) : String.fromCharCode(Number(code))}`);
  }
  if (labels.at(-1) === '') labels.pop();
  return labels;
}

/** The offset behind the name that starts at `offset`, or -1: its own labels only, a pointer is not followed. */
export function skipName(bytes: Buffer, offset: number): number {
  for (let at = offset; ; ) {
    const length = bytes[at];
    if (length === undefined) return -1;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    if (length > MAX_LABEL) return -1;
    at += 1 + length;
  }
}

/** More than any compressor needs; a message full of pointers could otherwise cost thousands of hops a record. */
const MAX_HOPS = 64;

/**
 * The name at `offset` as text, or null if it is malformed. Pointers must lead backwards (RFC 1035: to a *prior* name), so
 * none can loop.
 */
export function readName(bytes: Buffer, offset: number): string | null {
  const labels: string[] = [];
  let size = 1;
  let hops = 0;
  let segment = offset;
  for (let at = offset; ; ) {
    const length = bytes[at] ?? OUTSIDE;
    if (length === 0) return labels.join('.');
    if (length >= 0xc0) {
      at = ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0xff);
      if (at >= segment || ++hops > MAX_HOPS) return null;
      segment = at;
      continue;
    }
    size += 1 + length;
    if (length > MAX_LABEL || size > MAX_NAME || at + length >= bytes.length) return null;
    labels.push(labelText(bytes, at + 1, length));
    at += 1 + length;
  }
}

/** Reads as a label of a reserved kind (RFC 1035 section 4.1.4), so as malformed. */
const OUTSIDE = 0x80;

function labelText(bytes: Buffer, start: number, length: number): string {
  let text = '';
  for (let at = start; at < start + length; at++) text += OCTET_TEXT[bytes[at] as number];
  return text;
}

const OCTET_TEXT: readonly string[] = Array.from({ length: 256 }, (_, octet) => {
  const character = String.fromCharCode(octet);
  if (character === '.' || character === '\\') return `\\${character}`;
  return octet <= 0x20 || octet >= 0x7f ? `\\${String(octet).padStart(3, '0')}` : character.toLowerCase();
});

/** Whether the same name and the same type and class stand at both places, whatever the name's case (RFC 4343). */
export function sameQuestion(bytes: Buffer, offset: number, question: Buffer): boolean {
  const exact = question.length - 4;
  if (offset + question.length > bytes.length) return false;
  for (let i = 0; i < question.length; i++) {
    const a = bytes[offset + i] as number;
    const b = question[i] as number;
    if (a !== b && (i >= exact || lower(a) !== lower(b))) return false;
  }
  return true;
}

const lower = (octet: number): number => (octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet);
