/**
 * A logo by the profile SVG Tiny PS (draft-svg-tiny-ps-abrotman-08; bimigroup.org/creating-bimi-svg-logo-files, read on
 * 2026-11-30), as far as its text shows: the root's attributes, the title, and what the profile forbids.
 */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { FORBIDDEN_PARTS, NO_TITLE, NOT_SVG, notTinyPs, otherSvgVersion, rootOffset } from './words.ts';

export type LogoFault = { readonly summary: Text; readonly remedy: LookupRemedy };

const fault = (
  summary: Text,
  id: `bimi.${'tiny-ps' | 'svg-version' | 'no-offset' | 'title' | 'shapes-only'}`,
): LogoFault => ({
  summary,
  remedy: { id, with: {} },
});

/** Prolog, comments and a document type may be before the root. */
function rootOf(svg: string): string | null {
  let rest = svg.replace(/^\ufeff/, '').trimStart();
  for (const [open, close] of [
    ['<?xml', '?>'],
    ['<!--', '-->'],
    ['<!DOCTYPE', '>'],
  ] as const) {
    // Each may come after any other, comments more than once: the prolog is walked, not matched.
    while (rest.startsWith(open)) rest = afterwards(rest, close);
  }
  while (/^<(?:\?|!)/.test(rest)) rest = afterwards(rest, rest.startsWith('<!--') ? '-->' : '>');
  return /^<(?:[a-z]{1,20}:)?svg[\s/>]/i.test(rest) ? rest.slice(0, endOfTag(rest)) : null;
}

function afterwards(text: string, end: string): string {
  const at = text.indexOf(end);
  return at < 0 ? '' : text.slice(at + end.length).trimStart();
}

/** A quoted value may hold a ">". */
function endOfTag(text: string): number {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at + 1;
  }
  return text.length;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`[\\s"']${name}\\s{0,9}=\\s{0,9}(?:"([^"]{0,200})"|'([^']{0,200})')`).exec(tag);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

const FORBIDDEN =
  /<(?:script|image|foreignObject|animate\w{0,20}|set|video|audio|a)[\s/>]|\son[a-z]{1,30}\s{0,9}=|<!ENTITY/i;
const OUTSIDE = /(?:xlink:href|\shref|\ssrc)\s{0,9}=\s{0,9}["'](?!#)/i;

/** Null: nothing wrong is seen in it. */
export function svgFault(svg: string): LogoFault | null {
  const root = rootOf(svg);
  if (root === null) return fault(NOT_SVG, 'bimi.tiny-ps');
  const [version, profile] = [attribute(root, 'version'), attribute(root, 'baseProfile')];
  if (profile !== 'tiny-ps') return fault(notTinyPs(profile === null ? null : printable(profile, 30)), 'bimi.tiny-ps');
  if (version !== '1.2')
    return fault(otherSvgVersion(version === null ? null : printable(version, 20)), 'bimi.svg-version');
  const offset = ['x', 'y'].find((name) => attribute(root, name) !== null);
  if (offset !== undefined) return fault(rootOffset(offset), 'bimi.no-offset');
  if (!/<(?:[a-z]{1,20}:)?title(?:\s[^>]{0,200})?>\s{0,200}[^<\s]/i.test(svg)) return fault(NO_TITLE, 'bimi.title');
  if (FORBIDDEN.test(svg) || OUTSIDE.test(svg)) return fault(FORBIDDEN_PARTS, 'bimi.shapes-only');
  return null;
}
