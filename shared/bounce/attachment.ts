/** The file that a returned message carried, for a refusal that is about a file and does not name it. */
import { decodeWords } from 'postal-mime';
import { printable } from '../model/text.ts';
import type { Cause } from './diagnosis.ts';

/** Behind the report: a large attachment is cut, its header is not. */
const MAX_SEARCH = 1024 * 1024;
const MAX_FIELDS = 50;
const MAX_NAME = 120;
const MOST_NAMES = 3;
const ABOUT_A_FILE: readonly Cause[] = ['content-attachment', 'content-virus'];

/** A field with the lines that go on with it (RFC 5322 section 2.2.3). */
const FIELDS = /^content-(?:disposition|type):((?:[^\n]|\n[ \t]){0,1000})/gim;
/** `filename="a.exe"`, `name=a.exe`, and the parts of RFC 2231: `filename*=UTF-8''a%20b.exe`. */
const NAME =
  /;\s{0,20}(?:file)?name\s{0,5}(?:=\s{0,5}(?:"([^"\n]{1,300})"|([^\s;"]{1,300}))|\*(?:0\*)?=\s{0,5}"?([^\s;"]{1,300})"?)/i;

/** support.google.com/mail/answer/6590, read on 2026-11-30: types that Gmail blocks, also inside archives. */
const BLOCKED =
  /\.(?:ade|adp|apk|appx|appxbundle|bat|cab|chm|cmd|com|cpl|diagcab|diagcfg|diagpkg|dll|dmg|ex|ex_|exe|hta|img|ins|iso|isp|jar|jnlp|js|jse|lib|lnk|mde|mjs|msc|msi|msix|msixbundle|msp|mst|nsh|pif|ps1|scr|sct|shb|sys|vb|vbe|vbs|vhd|vxd|wsc|wsf|wsh|xll)$/i;

/** Undefined where the refusal is about no file, or the message shows none. Of several those that receivers block come first. */
export function attachmentFor(cause: Cause, whole: string): string | undefined {
  if (!ABOUT_A_FILE.includes(cause)) return undefined;
  const text = whole.slice(0, MAX_SEARCH).replaceAll('\r\n', '\n');
  const names = [...text.matchAll(FIELDS)].slice(0, MAX_FIELDS).flatMap(({ 1: value = '' }) => nameIn(value) ?? []);
  const each = [...new Set(names)];
  const blocked = each.filter((name) => BLOCKED.test(name));
  const shown = (blocked.length > 0 ? blocked : each).slice(0, MOST_NAMES);
  return shown.length === 0 ? undefined : shown.join(', ');
}

function nameIn(field: string): string | undefined {
  const [, quoted, bare, extended] = NAME.exec(field.replace(/\n[ \t]{1,20}/g, ' ')) ?? [];
  const given = extended === undefined ? (quoted ?? bare) : percentDecoded(extended);
  const name = given === undefined ? '' : printable(decodeWords(given), MAX_NAME).trim();
  return name === '' ? undefined : name;
}

function percentDecoded(text: string): string {
  const value = text.replace(/^[\w-]{0,40}'[\w-]{0,20}'/, '');
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
