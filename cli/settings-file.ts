/**
 * The settings file as a place: which one it is, where the paths in it start from, and who may read it. The watch of a timer,
 * of a service and of a person at a prompt have different working folders and must find the same memory.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { otherReaders } from '../adapters/local/private-file.ts';
import type { Text } from '../shared/model/language.ts';
import { type Parsed, parsed } from '../shared/model/parsed.ts';
import { DEFAULT_SETTINGS } from '../shared/settings/defaults.ts';
import type { Settings } from '../shared/settings/settings.ts';
import type { Words } from './command.ts';
import { SETTINGS_FILE } from './language.ts';
import { secretsOpenTo, stateFileLeftBehind } from './settings-words.ts';

export type PlacedSettings = {
  /** `memory` and `lists.file` are absolute. */
  readonly settings: Settings;
  /** For those who open the memory: why it is taken from another place than the settings name; null: it is not. */
  readonly memoryNote: Text | null;
};

/** The file that was named, or the one in this folder if there is one. */
function settingsFileOf(words: Words): string | null {
  return words.text('settings') ?? (existsSync(SETTINGS_FILE) ? SETTINGS_FILE : null);
}

/** The schema is loaded where there is a file to read. */
async function readFile(file: string) {
  const [{ readJsonFile }, { holdSecrets, parseSettings }] = await Promise.all([
    import('../adapters/local/settings.ts'),
    import('../shared/settings/settings.ts'),
  ]);
  return { read: readJsonFile(file, parseSettings), holdSecrets };
}

/** The file that was named must be there. */
export async function readPlacedSettings(words: Words): Promise<Parsed<PlacedSettings>> {
  const file = settingsFileOf(words);
  if (file === null) return parsed({ settings: placed(DEFAULT_SETTINGS, process.cwd()), memoryNote: null });
  const { read } = await readFile(file);
  if (!read.ok) return read;
  const settings = placed(read.value, folderOf(file));
  const old = path.resolve(read.value.memory);
  if (!isLeftBehind(old, settings.memory)) return parsed({ settings, memoryNote: null });
  const memoryNote = stateFileLeftBehind({ old, now: settings.memory, settings: file });
  return parsed({ settings: { ...settings, memory: old }, memoryNote });
}

/** What comes out of a pipe has no folder of its own. */
function folderOf(file: string): string {
  return isPlainFile(file) ? path.dirname(path.resolve(file)) : process.cwd();
}

const isPlainFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

function placed(settings: Settings, folder: string): Settings {
  const { lists, memory } = settings;
  const at = { ...settings, memory: path.resolve(folder, memory) };
  return lists.file === undefined ? at : { ...at, lists: { ...lists, file: path.resolve(folder, lists.file) } };
}

/**
 * Paths once started from the working folder. A memory that is there alone is the one in use so far: to begin an empty one
 * instead would send every notice again and forget what was acknowledged. Beside other settings it belongs to those.
 */
const isLeftBehind = (old: string, now: string): boolean =>
  old !== now && !existsSync(now) && existsSync(old) && !existsSync(path.join(path.dirname(old), SETTINGS_FILE));

/** One line where others may read keys or secrets; null else, and where the file cannot be read, which another complaint says. */
export async function openSettingsWarning(words: Words): Promise<Text | null> {
  const file = settingsFileOf(words);
  const readers = file === null ? null : otherReaders(file);
  if (file === null || readers === null || !(await holdsSecrets(file))) return null;
  return secretsOpenTo(readers, file, `chmod 600 ${quoted(path.resolve(file))}`);
}

async function holdsSecrets(file: string): Promise<boolean> {
  const { read, holdSecrets } = await readFile(file);
  return read.ok && holdSecrets(read.value);
}

/** As one word of a shell. */
export const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
