/**
 * The composition root of the functions: environment -> ports. What only some functions need (EC2, SNS, the table of lists)
 * is put together in files of its own (`discovery.ts`, `publisher.ts`, `settings.ts`), so that no bundle carries it in vain.
 */
import type { Clock } from '../../../shared/model/clock.ts';
import { DEFAULT_RULES } from '../../../shared/watch/incidents/rules.ts';
import type { RunSetup } from '../../../shared/watch/run/setup.ts';
import { systemClock } from '../../local/clock.ts';
import { type Environment, readEnvironment } from '../settings/environment.ts';
import { memoryIn, type TableMemory } from '../table/memory.ts';
import { channelIds } from '../table/outbox.ts';
import { openTable } from '../table/table.ts';
import { type Telemetry, telemetry } from './metrics.ts';

export type StepPorts = {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly memory: TableMemory;
};

/** `owner`: the execution that opens runs. */
export function openBase(owner = ''): StepPorts {
  const environment = readEnvironment(process.env);
  const clock = systemClock;
  const table = openTable({ name: environment.table, clock });
  return {
    environment,
    clock,
    telemetry: telemetry({ stack: environment.stack, clock }),
    memory: memoryIn({ table, clock, channels: channelIds(environment), owner }),
  };
}

export async function setupOf(run: string, memory: TableMemory): Promise<RunSetup> {
  const setup = await memory.setup<RunSetup>(run);
  if (setup === null) throw new Error(`nothing is known of the run ${run}`);
  // What an earlier version opened does not say.
  return { ...setup, incidents: setup.incidents ?? DEFAULT_RULES };
}

/** A field of an event, which must be a text. */
export function eventText(event: unknown, field: string): string {
  const value = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[field] : undefined;
  if (typeof value !== 'string' || value === '') throw new Error(`the event has no "${field}"`);
  return value;
}
