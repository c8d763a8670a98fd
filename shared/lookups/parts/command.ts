/** What a lookup command is: it reads its argument before anything is asked, and then says what it found as data. */
import type { Check } from '../../checks/check.ts';
import type { InspectPorts } from '../../checks/inspect.ts';
import type { Evidence, Remedy, Severity, Status } from '../../model/finding.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { Connector, Net } from '../../net/port.ts';
import type { SystemTool } from './tool.ts';

/** One record as a row of a table; a list is one cell of several lines. */
export type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A finding before it is known which lookup it belongs to. */
export type Draft = {
  /** Stable and dotted, `<command>.<what>`. */
  readonly id: string;
  readonly status: Status;
  /** One line: the fact. */
  readonly summary: string;
  readonly evidence?: readonly Evidence[];
  readonly remedy?: Remedy;
  /** What it is about, if not the argument as a whole. */
  readonly subject?: string;
  readonly severity?: Severity;
};

export type Looked = {
  readonly records: readonly Row[];
  readonly drafts: readonly Draft[];
  /** Where the worst finding does not decide (lists: one silent list of many is no verdict lost). */
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
  readonly run: (ports: LookupPorts) => Promise<Looked>;
};

export type LookupCommand = {
  readonly name: string;
  /** A whole lookup that works. */
  readonly example: string;
  /** One line for the overview. */
  readonly about: string;
  readonly read: (argument: string) => Parsed<Ready>;
};

/** A command from the reader of its argument and what is done with it; `show` is the argument as it was understood. */
export const command = <T>(
  about: Pick<LookupCommand, 'name' | 'example' | 'about'>,
  readArgument: (text: string) => Parsed<T>,
  show: (argument: T) => string,
  run: (argument: T, ports: LookupPorts) => Promise<Looked>,
): LookupCommand => ({
  ...about,
  read: (text) => {
    const argument = readArgument(text);
    if (!argument.ok) return argument;
    return { ok: true, value: { argument: show(argument.value), run: (ports) => run(argument.value, ports) } };
  },
});
