/**
 * The titles of a test file as a log has them, where a table has put its rows into them: each is there once, is one line that can be
 * read at a glance, shows its values, and has no word that is not ours. A file with another title fails before its first test.
 */
import { beforeAll, type RunnerTask } from 'vitest';
import { remarkFaults } from '../words/rules.ts';

const MOST_CHARACTERS = 240;
/** With those of its `describe`: a thing, and what is true of it. */
const LEAST_WORDS = 3;

/** What a title has where its table has nothing that can be printed. */
const NOT_SHOWN: readonly (readonly [RegExp, string])[] = [
  [/\[object \w+\]|\[Object\]/, 'prints an object without its content'],
  [/=> ?[({]|\bfunction ?\w*\(/, 'prints code'],
  [/…\(\d+\)/, 'prints an object in part'],
  [/(?<![\w%])%(?:\.\d+)?[sdifjoO#](?!\w)|\$\{/, 'has a place that its table does not fill'],
  [/[\n\r]/, 'has more than one line'],
];

/** A value in quotes is an example, and may be anything. */
const ownWords = (title: string): string => title.replace(/"(?:[^"\\]|\\.)*"/g, '""');

function faultsIn(title: string): readonly string[] {
  const own = ownWords(title);
  const notShown = NOT_SHOWN.flatMap(([pattern, fault]) => (pattern.test(own) ? [fault] : []));
  const isLong = title.length > MOST_CHARACTERS ? [`is ${title.length} characters long`] : [];
  const isShort = title.split(/[\s>]+/).length < LEAST_WORDS ? [`has fewer than three words`] : [];
  return [...notShown, ...isLong, ...isShort, ...remarkFaults(own).map((fault) => `has ${fault}`)];
}

/** Of the full titles of one file. */
export function titleFaults(titles: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return titles.flatMap((title) => {
    const twice = seen.has(title) ? ['is there twice'] : [];
    seen.add(title);
    return [...faultsIn(title), ...twice].map((fault) => `${shown(title, 200)} ${fault}`);
  });
}

/** A value as the row of a table shows it: JSON, cut where it is long. */
export function shown(value: unknown, most = 60): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}

const titlesIn = (tasks: readonly RunnerTask[]): readonly string[] =>
  tasks.flatMap((task) => (task.type === 'suite' ? titlesIn(task.tasks) : [task.fullTestName]));

// biome-ignore lint/correctness/noEmptyPattern: vitest asks for a pattern, and gives the file second.
beforeAll(({}, file) => {
  const faults = titleFaults(titlesIn(file.tasks));
  if (faults.length > 0) throw new Error(`titles that do not read alone in a log:\n${faults.join('\n')}`);
});
