/**
 * A logo by the profile SVG Tiny PS (draft-svg-tiny-ps-abrotman-08; bimigroup.org/creating-bimi-svg-logo-files, read on
 * 2026-11-30), as far as its text shows: the root's attributes, the title, and what the profile forbids.
 */
import { type Text, untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';

type Fault = { readonly summary: Text; readonly text: string };

/** Prolog, comments and a document type may stand before the root. */
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
export function svgFault(svg: string): Fault | null {
  const root = rootOf(svg);
  if (root === null) return { summary: untranslated('the logo is no SVG file'), text: 'Serve an SVG Tiny PS file.' };
  const [version, profile] = [attribute(root, 'version'), attribute(root, 'baseProfile')];
  if (profile !== 'tiny-ps')
    return {
      summary: untranslated(
        `the logo is no SVG Tiny PS: its <svg> says ${profile === null ? 'no baseProfile' : `baseProfile="${printable(profile, 30)}"`}`,
      ),
      text: 'Convert it to SVG Tiny PS; the root then says version="1.2" baseProfile="tiny-ps".',
    };
  if (version !== '1.2')
    return {
      summary: untranslated(
        `the logo says ${version === null ? 'no version' : `version="${printable(version, 20)}"`}: SVG Tiny PS is version="1.2"`,
      ),
      text: 'Write version="1.2" in its <svg> element.',
    };
  const offset = ['x', 'y'].find((name) => attribute(root, name) !== null);
  if (offset !== undefined)
    return {
      summary: untranslated(`the <svg> element of the logo has ${offset}=, which SVG Tiny PS forbids at the root`),
      text: 'Take x= and y= out of its <svg> element.',
    };
  if (!/<(?:[a-z]{1,20}:)?title(?:\s[^>]{0,200})?>\s{0,200}[^<\s]/i.test(svg))
    return {
      summary: untranslated('the logo has no title, which SVG Tiny PS asks for'),
      text: 'Put <title>Your brand</title> right behind the opening <svg>.',
    };
  if (FORBIDDEN.test(svg) || OUTSIDE.test(svg))
    return {
      summary: untranslated('the logo holds scripts, animation, other pictures or links, which the profile forbids'),
      text: 'Take them out: SVG Tiny PS holds shapes and text alone.',
    };
  return null;
}
