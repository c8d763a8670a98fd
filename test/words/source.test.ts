/** The same for texts that no table holds: every literal of the source that has more than one word. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Literal, type SourceTexts, sourceTexts } from './literals.ts';
import { ROOT } from './registries.ts';
import { literalFaults, remarkFaults } from './rules.ts';

const FOLDERS = ['shared', 'cli', 'adapters', 'infra', 'functions'];

/** The words of others: what receivers answer, and what they and list operators call things. */
const OTHERS = /^shared\/bounce\/(?:rules\/|rules|prose|phrase|codes|status-fields|ses|log)|^cli\/sandbox\//;

const sources = (folders: readonly string[]): readonly string[] =>
  globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: ROOT },
  ).sort();

const ours = sources(FOLDERS);
const files = ours.filter((file) => !OTHERS.test(file));

const textsOf = (file: string): SourceTexts => sourceTexts(readFileSync(path.join(ROOT, file), 'utf8'));

const remarks = (file: string, texts: readonly Literal[]): readonly string[] =>
  texts.flatMap(({ line, text }) => remarkFaults(text).map((fault) => `${file}:${line}: ${fault}`));

/** Statements of SQL have column names, which are no words. */
const isSql = (text: string): boolean =>
  /\bTEXT NOT NULL\b|^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b/.test(text);

/** A folder two levels deep: `shared/spf`, `cli/views`, `functions`. */
const roomOf = (file: string): string => path.dirname(file).split('/').slice(0, 2).join('/');

const rooms = [...new Set(files.map(roomOf))];

describe('the literals in the source', () => {
  it('are found at all', () => {
    expect(rooms).toContain('shared/spf');
    const { literals } = textsOf('shared/spf/words/edit.ts');
    expect(literals.map(({ text }) => text)).toContain('Nothing is wrong with the record itself.');
  });

  it.each(rooms)('%s has no word that is not ours', (room) => {
    const faults = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        textsOf(file)
          .literals.filter(({ text }) => /\S \S/.test(text) && !isSql(text))
          .flatMap(({ line, text }) =>
            literalFaults(text).map((fault) => `${file}:${line}: ${fault}\n    ${text.slice(0, 160)}`),
          ),
      );
    expect(faults).toEqual([]);
  });
});

describe('the comments and the titles of tests', () => {
  it('are found at all', () => {
    const { comments, titles } = textsOf('test/words/source.test.ts');
    expect(comments.map(({ text }) => text)).toContain(
      'A folder two levels deep: `shared/spf`, `cli/views`, `functions`.',
    );
    expect(titles.map(({ text }) => text)).toContain('the literals in the source');
  });

  it.each([...new Set(ours.map(roomOf))])('%s has no comment in a word that is not ours', (room) => {
    const faults = ours
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => remarks(file, textsOf(file).comments));
    expect(faults).toEqual([]);
  });

  it('no title of a test has a word that is not ours', () => {
    expect(sources(['test']).flatMap((file) => remarks(file, textsOf(file).titles))).toEqual([]);
  });
});
