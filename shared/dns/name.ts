/**
 * Domain names between text and wire (RFC 1035 sections 3.1, 4.1.4, 5.1): labels of at most 63 octets, 255 octets with
 * their lengths, lower case for comparison (RFC 4343). A label may hold any octet, so a dot inside one is written `\.`
 * and what is not printable `\DDD`: a PTR of the single label "mail.example.com" must not read like a host name.
 */
const MAX_LABEL = 63;
/** Octets on the wire: every label's length, the labels, the root's zero. */
export const MAX_NAME = 255;

/**
 * Writes the name at `offset` and returns the offset behind it; -1 if it cannot be sent: an empty or too long label, a too
 * long name, a broken escape. `target` has room for `MAX_NAME` octets there.
 */
export function writeName(name: string, target: Buffer, offset: number): number {
  const plain = !name.includes('\\') && Buffer.byteLength(name) === name.length;
  const octets = plain ? withoutRoot(name) : unescapeName(name);
  if (octets === null || octets.length > MAX_NAME - 2) return -1;
  if (octets === '') {
    target[offset] = 0;
    return offset + 1;
  }
  // One octet later than in the text; each label's length takes the place of the dot before it.
  target.write(octets, offset + 1, 'latin1');
  for (let start = 0; start <= octets.length; ) {
    const dot = octets.indexOf('.', start);
    const end = dot < 0 ? octets.length : dot;
    if (end === start || end - start > MAX_LABEL) return -1;
    target[offset + start] = end - start;
    start = end + 1;
  }
  const end = offset + 1 + octets.length;
  target[end] = 0;
  return end + 1;
}

const ESCAPE = /\\(\d{3})|\\(\D)|\\/gs;
/** Marks an octet that was written as an escape, so that an escaped dot divides no labels; the wire has no room for the mark. */
const ESCAPED = 0x100;

/** One character an octet; what is not ASCII becomes UTF-8, as it would be typed. Null for a broken escape. */
function unescapeName(name: string): string | null {
  if (name.length > 4 * MAX_NAME) return null;
  let broken = false;
  const octets = Buffer.from(name)
    .toString('latin1')
    .replace(ESCAPE, (_, digits?: string, character?: string) => {
      const octet = character === undefined ? Number(digits ?? -1) : character.charCodeAt(0);
      broken ||= octet < 0 || octet > 255;
      return String.fromCharCode(ESCAPED | octet);
    });
  return broken ? null : withoutRoot(octets);
}

const withoutRoot = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name);

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

/** Whether nothing but a pointer to somewhere from `start` to before `end` is at `offset`. */
export function pointsInto(bytes: Buffer, offset: number, start: number, end: number): boolean {
  const first = bytes[offset] ?? 0;
  const target = ((first & 0x3f) << 8) | (bytes[offset + 1] ?? 0);
  return first >= 0xc0 && target >= start && target < end;
}

/** More than any compressor needs; a message full of pointers could otherwise cost thousands of hops a record. */
const MAX_HOPS = 64;

/**
 * The name at `offset` as text, or null if it is malformed. Pointers must lead backwards (RFC 1035: to a *prior* name), so
 * none can loop.
 */
export function readWireName(bytes: Buffer, offset: number): string | null {
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

/**
 * Whether both hold the same from `start` to `end`, whatever the case of letters (RFC 4343); the last four octets, a
 * question's type and class, exactly.
 */
export function sameQuestion(a: Buffer, b: Buffer, start: number, end: number): boolean {
  if (end > a.length) return false;
  for (let i = start; i < end; i++) {
    const one = a[i] as number;
    const other = b[i] as number;
    if (one !== other && (i >= end - 4 || lower(one) !== lower(other))) return false;
  }
  return true;
}

const lower = (octet: number): number => (octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet);
