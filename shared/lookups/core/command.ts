/** What a lookup command is: it reads its argument before anything is asked, and then says what it found as data. */

import type { Check } from '../../checks/check.ts';
import type { InspectPorts } from '../../checks/inspect.ts';
import { type Address, addressRange } from '../../model/address.ts';
import type { Evidence, Severity, Status } from '../../model/finding.ts';
import { inEach, type Text } from '../../model/language.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { Connector, Net } from '../../net/port.ts';
import type { AnyRemedy } from '../remedies/render.ts';
import type { LookupFindingId } from './findings.ts';
import type { SystemTool } from './tool.ts';
import { fromDocumentation } from './words.ts';

/** A list is one cell of several lines. What a person should read in their language is a text; in JSON it is English. */
export type RowCell = string | number | boolean | null | readonly string[] | Text;

/** One record as a row of a table. */
export type ResultRow = Readonly<Record<string, RowCell>>;

export const isTextCell = (cell: RowCell): cell is Text => typeof cell === 'object' && cell !== null && 'en' in cell;

/** A finding before it is known which lookup it belongs to. */
export type FindingDraft = {
  /** Stable and dotted, `<command>.<what>`. */
  readonly id: LookupFindingId;
  readonly status: Status;
  /** One line: the fact. */
  readonly summary: Text;
  /** Left out only where nothing was asked: the guard refused, the argument resolves to nothing, or there is no program for it here. */
  readonly evidence?: readonly Evidence[];
  readonly remedy?: AnyRemedy;
  /** What it is about, if not the argument as a whole. */
  readonly subject?: string;
  readonly severity?: Severity;
};

export type LookupOutcome = {
  readonly records: readonly ResultRow[];
  readonly drafts: readonly FindingDraft[];
  /** Where the worst finding does not decide (lists: one list of many without an answer does not make the whole unknown). */
  readonly status?: Status;
};

export type LookupPorts = InspectPorts & {
  /** DNS packets to servers that a zone names, past the resolver. */
  readonly net: Net;
  readonly connector: Connector;
  readonly blocklists: Check;
  /** Null where there are none and never will be (Lambda). */
  readonly tool: SystemTool | null;
};

/** An argument that was understood; nothing has been asked. */
export type Ready = {
  /** As it was understood. */
  readonly argument: string;
  /** One line about addresses in it that are from documentation ranges, which nobody can reach; null if there is none. */
  readonly note: Text | null;
  readonly run: (ports: LookupPorts) => Promise<LookupOutcome>;
};

export type LookupCommand = {
  readonly name: string;
  /** A whole lookup that works. */
  readonly example: string;
  /** One line for the overview. */
  readonly about: Text;
  readonly read: (argument: string) => Parsed<Ready>;
};

/**
 * A command from the reader of its argument and what is done with it; `show` is the argument as it was understood,
 * `addresses` those that are in it.
 */
export const command = <T>(
  about: Pick<LookupCommand, 'name' | 'example' | 'about'>,
  readArgument: (text: string) => Parsed<T>,
  show: (argument: T) => string,
  run: (argument: T, ports: LookupPorts) => Promise<LookupOutcome>,
  addresses: (argument: T) => readonly Address[] = () => [],
): LookupCommand => ({
  ...about,
  read: (text) => {
    const argument = readArgument(text);
    if (!argument.ok) return argument;
    const { value } = argument;
    return {
      ok: true,
      value: { argument: show(value), note: noteOn(addresses(value)), run: (ports) => run(value, ports) },
    };
  },
});

function noteOn(addresses: readonly Address[]): Text | null {
  const notes = addresses.flatMap((one) => {
    const range = addressRange(one);
    return range.kind === 'documentation' ? [fromDocumentation(one.text, range.text)] : [];
  });
  return notes.length === 0 ? null : inEach((language) => notes.map((one) => one[language]).join('; '));
}
