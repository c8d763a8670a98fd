/** What a person can read, by the table or folder that it comes from. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandScreen, overviewScreen } from '../../cli/help/screen.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import type { LookupRemedy, LookupRemedyId } from '../../shared/lookups/remedies/index.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import { defined } from '../../shared/model/defined.ts';
import { LANGUAGES, type Language } from '../../shared/model/language.ts';
import type { Remedy, RemedyId, RemedyParams } from '../../shared/model/remedy.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { stepsOf } from '../../shared/remedies/render.ts';
import { LOOKUP_REMEDY_SAMPLES } from '../lookups/remedy-samples.ts';
import { REMEDY_SAMPLES } from '../remedies/samples.ts';
import { markdownTexts } from './markdown.ts';
import { type Rendered, textsIn } from './rendered.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type Registry = {
  readonly name: string;
  /** `columns`: laid out in columns, where only the words count. */
  readonly form: 'sentences' | 'columns';
  readonly texts: () => readonly Rendered[] | Promise<readonly Rendered[]>;
};

const stepsIn = (remedy: Remedy, where: string): readonly Rendered[] =>
  LANGUAGES.flatMap((language) =>
    stepsOf(remedy, CATALOGUES[language].remedies).map(({ text }) => ({ where, language, text })),
  );

const remedyTexts = (): readonly Rendered[] =>
  (Object.keys(REMEDY_SAMPLES) as RemedyId[]).flatMap((id) =>
    REMEDY_SAMPLES[id].flatMap((params) => stepsIn({ id, with: params } as Remedy, id)),
  );

const lookupRemedyTexts = (): readonly Rendered[] =>
  (Object.keys(LOOKUP_REMEDY_SAMPLES) as LookupRemedyId[]).flatMap((id) =>
    LOOKUP_REMEDY_SAMPLES[id].flatMap((params) =>
      LANGUAGES.flatMap((language) =>
        lookupSteps({ id, with: params } as LookupRemedy, language).map(({ text }) => ({ where: id, language, text })),
      ),
    ),
  );

/** How an entry of each list goes away. */
const listTexts = (): readonly Rendered[] =>
  LISTS.flatMap(({ id, scope, removal, expiry, lookupUrl, checkedOn }) => {
    const of = scope.includes('domain') ? 'domain' : 'address';
    const entry: RemedyParams['dnsbl.listed'] = { of, ...defined({ removal, expiry, url: lookupUrl, checkedOn }) };
    return (['dnsbl.listed', 'dnsbl.policy', 'dnsbl.info'] as const).flatMap((remedy) =>
      stepsIn({ id: remedy, with: entry }, `${id} as ${remedy}`),
    );
  });

const catalogueTexts = (): readonly Rendered[] =>
  LANGUAGES.flatMap((language) => {
    const { remedies: _, ...texts } = CATALOGUES[language];
    return textsIn(texts, language, language);
  });

/** What a module of words exports, each of which is a text or makes one. */
async function moduleTexts(pattern: string, language: Language = 'en'): Promise<readonly Rendered[]> {
  const files = globSync(pattern, { cwd: ROOT }).sort();
  const all = await Promise.all(
    files.map(async (file) => textsIn({ ...((await import(path.join(ROOT, file))) as object) }, file, language)),
  );
  return all.flat();
}

const terminalIn = (language: Terminal['language']): Terminal => ({
  print: () => {},
  flushed: () => Promise.resolve(),
  isOneScreen: false,
  complain: () => {},
  progress: () => {},
  colour: false,
  language,
  width: 120,
  question: () => Promise.resolve(null),
  input: () => Promise.resolve(new Uint8Array()),
  stream: async function* () {},
  user: 'admin',
  onStop: () => {},
  zone: () => 'UTC',
});

/** A screen as running text: what is far apart is not one sentence. */
const helpTexts = (): readonly Rendered[] =>
  LANGUAGES.flatMap((language) => {
    const terminal = terminalIn(language);
    const screens = [
      ['overview', overviewScreen(COMMANDS, terminal)] as const,
      ...COMMANDS.map((command) => [command.name, commandScreen(command, terminal)] as const),
    ];
    return screens.flatMap(([where, lines]) => lines.map((text) => ({ where, language, text: text.trim() })));
  });

/** Names, flags and commands in it are the same in every language. */
const NO_PROSE = /\.(?:name|flag|short|line|value|values\.\d+|offers(?:\.\d+)?|default|usage(?:\.\d+)?)$/;

const manualTexts = (): readonly Rendered[] =>
  textsIn(
    COMMANDS.map(({ load: _, ...command }) => command),
    'manual',
    'en',
  ).filter(({ where }) => !NO_PROSE.test(where));

const docs = (name: string): Registry => ({
  name,
  form: 'sentences',
  texts: () => {
    const language = name.endsWith('.ko.md') ? 'ko' : 'en';
    return markdownTexts(readFileSync(path.join(ROOT, name), 'utf8')).map(({ line, text }) => ({
      where: `${name}:${line}`,
      language,
      text,
    }));
  },
});

/** Files of words: `words.ts` in a folder of `shared/` or `cli/`, or the files of a folder of that name. */
const wordFolders = (): string[] => [
  ...new Set(
    globSync(
      [
        'shared/**/words.ts',
        'shared/**/words/*.ts',
        'shared/**/*-words.ts',
        'cli/**/words.ts',
        'cli/**/words/*.ts',
        'cli/**/*-words.ts',
      ],
      {
        cwd: ROOT,
      },
    )
      .filter((file) => !/^shared\/(model\/findings|bounce\/remedies)\//.test(file))
      .map((file) =>
        path.basename(path.dirname(file)) === 'words' ? path.dirname(path.dirname(file)) : path.dirname(file),
      ),
  ),
];

export const REGISTRIES: readonly Registry[] = [
  { name: 'findings and notices', form: 'sentences', texts: catalogueTexts },
  { name: 'remedies', form: 'sentences', texts: remedyTexts },
  { name: 'lookup remedies', form: 'sentences', texts: lookupRemedyTexts },
  { name: 'lists', form: 'sentences', texts: listTexts },
  {
    name: 'bounce causes and remedies',
    form: 'sentences',
    texts: async () => [
      ...(await moduleTexts('shared/bounce/{cause-texts,deciding,remark}.ts')),
      ...(await moduleTexts('shared/bounce/remedies/en/*.ts', 'en')),
      ...(await moduleTexts('shared/bounce/remedies/ko/*.ts', 'ko')),
    ],
  },
  { name: 'manual', form: 'sentences', texts: manualTexts },
  { name: 'help screens', form: 'columns', texts: helpTexts },
  ...wordFolders()
    .sort()
    .map(
      (folder): Registry => ({
        name: `words of ${folder}`,
        form: 'sentences',
        texts: async () => [
          ...(await moduleTexts(`${folder}/{words,*-words}.ts`)),
          ...(await moduleTexts(`${folder}/words/*.ts`)),
        ],
      }),
    ),
  ...globSync(['*.md', 'docs/*.md', 'examples/*.md'], { cwd: ROOT }).sort().map(docs),
];
