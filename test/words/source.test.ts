/** The same for texts that no table holds: every literal of the source that has more than one word. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalsOf } from './literals.ts';
import { ROOT } from './registries.ts';
import { literalFaults } from './rules.ts';

const FOLDERS = ['shared', 'cli', 'adapters', 'infra', 'functions'];

/** The words of others: what receivers answer, and what they and list operators call things. */
const OTHERS = /^shared\/bounce\/(?:rules\/|rules|prose|phrase|codes|status-fields|ses|log)|^cli\/sandbox\//;

const files = globSync(
  FOLDERS.map((folder) => `${folder}/**/*.ts`),
  { cwd: ROOT },
)
  .filter((file) => !OTHERS.test(file))
  .sort();

/** Statements of SQL have column names, which are no words. */
const isSql = (text: string): boolean =>
  /\bTEXT NOT NULL\b|^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b/.test(text);

/** A folder two levels deep: `shared/spf`, `cli/views`, `functions`. */
const roomOf = (file: string): string => path.dirname(file).split('/').slice(0, 2).join('/');

const rooms = [...new Set(files.map(roomOf))];

describe('literals in the source', () => {
  it('are seen at all', () => {
    expect(rooms).toContain('shared/spf');
    const found = literalsOf(readFileSync(path.join(ROOT, 'shared/spf/words/edit.ts'), 'utf8'));
    expect(found.map(({ text }) => text)).toContain('Nothing is wrong with the record itself.');
  });

  it.each(rooms)('%s has no word that is not ours', (room) => {
    const faults = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        literalsOf(readFileSync(path.join(ROOT, file), 'utf8'))
          .filter(({ text }) => /\S \S/.test(text) && !isSql(text))
          .flatMap(({ line, text }) =>
            literalFaults(text).map((fault) => `${file}:${line}: ${fault}\n    ${text.slice(0, 160)}`),
          ),
      );
    expect(faults).toEqual([]);
  });
});
