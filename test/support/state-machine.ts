/**
 * Executes the state machine of the template, as it is deployed, in this process: whatever functions are named in it, by
 * ARN or by data, `invoke` is called with their handler's name and what Lambda would hand to it.
 */
import type { Template } from 'aws-cdk-lib/assertions';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Invoke = (name: string, payload: Json) => Promise<unknown>;

/** What a state may hold, in bytes. */
const STATE_LIMIT = 262_144;

/** Of the state machine whose construct is called so: the definition with each function's ARN replaced by its handler's name: `discover`, `check-ptr`. */
export function definitionOf(template: Template, name = 'Run'): StateMachineDefinition {
  const handlers = new Map(
    Object.entries(template.findResources('AWS::Lambda::Function')).map(([id, one]) => [
      id,
      String(one['Properties'].Handler).replace('.handler', ''),
    ]),
  );
  const machines = Object.entries(template.findResources('AWS::StepFunctions::StateMachine'));
  const machine = machines.find(([id]) => id.startsWith(`Postwatch${name}StateMachine`))?.[1];
  const parts = machine!['Properties'].DefinitionString['Fn::Join'][1] as readonly (string | Record<string, unknown>)[];
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    const arn = part['Fn::GetAtt'] as [string, string] | undefined;
    return arn === undefined ? 'aws' : (handlers.get(arn[0]) ?? `unknown function ${arn[0]}`);
  });
  return JSON.parse(text.join('')) as StateMachineDefinition;
}

/** Reads an object of the bucket: what a distributed Map goes over. */
export type ReadObject = (key: string) => Promise<string>;

const noObjects: ReadObject = async (key) => {
  throw named('States.ItemReaderFailed', `no object ${key}`);
};

/** Neither retries nor waits take time. Throws what makes the execution fail. */
export async function execute(
  machine: StateMachineDefinition,
  input: Json,
  invoke: Invoke,
  read = noObjects,
): Promise<Json> {
  const { definition, children } = withoutChildren(machine, invoke, read);
  const call = async (parameters: Json): Promise<Json> => {
    const { FunctionName, Payload } = parameters as { FunctionName: string; Payload: Json };
    // Lambda and Step Functions see JSON only: what does not survive it must not reach a handler here either.
    const result = await invoke(FunctionName, JSON.parse(JSON.stringify(Payload)) as Json);
    const text = JSON.stringify({ ExecutedVersion: '$LATEST', StatusCode: 200, Payload: result ?? null });
    if (Buffer.byteLength(text) > STATE_LIMIT)
      throw named('States.DataLimitExceeded', `${FunctionName} returned too much`);
    return JSON.parse(text) as Json;
  };
  const tasks = tasksOf(definition).filter((name) => children[name] === undefined);
  const names = [...tasks, ...Object.keys(children)];
  const { result } = machineOf(definition).run(input, {
    overrides: {
      taskResourceLocalHandlers: { ...Object.fromEntries(tasks.map((name) => [name, call])), ...children },
      retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
      waitTimeOverrides: Object.fromEntries(waitsOf(definition).map((name) => [name, 0])),
    },
  });
  return (await result) as Json;
}

type Handler = (parameters: Json) => Promise<Json>;
/** The interpreter knows no distributed Map, so its types have none of its fields. */
type DistributedMap = {
  readonly ItemReader: { readonly Parameters: Record<string, string> };
  readonly ItemBatcher: { readonly MaxItemsPerBatch: number };
  readonly ItemProcessor: StateMachineDefinition & { readonly ProcessorConfig: { readonly Mode: string } };
  readonly MaxConcurrency: number;
  readonly ToleratedFailurePercentage?: number;
};

/** Each distributed Map becomes a task that reads its items, and executes a child for each batch of them. */
function withoutChildren(machine: StateMachineDefinition, invoke: Invoke, read: ReadObject) {
  const children: Record<string, Handler> = {};
  const states = Object.entries(machine.States).map(([name, state]) => {
    const map = state as unknown as DistributedMap;
    if (map.ItemProcessor?.ProcessorConfig?.Mode !== 'DISTRIBUTED') return [name, state] as const;
    children[name] = (parameters) => mapRun(map, parameters as Record<string, string>, invoke, read);
    const { ItemReader, ItemBatcher, ItemProcessor, MaxConcurrency, ToleratedFailurePercentage, Label, ...rest } =
      state as unknown as DistributedMap & { Label: string };
    return [name, { ...rest, Type: 'Task', Resource: name, Parameters: ItemReader.Parameters }] as const;
  });
  const definition = { ...machine, States: Object.fromEntries(states) } as StateMachineDefinition;
  return { definition, children };
}

/** A Map Run: each child is an execution with a history and a state of its own; the results of all together are one state. */
async function mapRun(
  { ItemBatcher, ItemProcessor, MaxConcurrency, ToleratedFailurePercentage = 0 }: DistributedMap,
  { Key = '' }: Record<string, string>,
  invoke: Invoke,
  read: ReadObject,
): Promise<Json> {
  const items = JSON.parse(await read(Key)) as Json[];
  const size = ItemBatcher.MaxItemsPerBatch;
  const batches = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
  const { ProcessorConfig: _config, ...child } = ItemProcessor;
  const results: Json[] = [];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let Items = batches.shift(); Items !== undefined; Items = batches.shift()) {
      const count = Items.length;
      try {
        results.push(await execute(child as StateMachineDefinition, within({ Items }), invoke, read));
      } catch {
        failed += count;
      }
    }
  };
  await Promise.all(Array.from({ length: MaxConcurrency }, worker));
  if (failed > (items.length * ToleratedFailurePercentage) / 100)
    throw named('States.ExceedToleratedFailureThreshold', `${failed} of ${items.length} items failed`);
  return within(results);
}

function within(value: Json): Json {
  if (Buffer.byteLength(JSON.stringify(value)) > STATE_LIMIT)
    throw named('States.DataLimitExceeded', 'a state is too large');
  return value;
}

/** What was found to be in order, as text: the validator compiles its schemas anew each time, which takes half a second. */
const valid = new Set<string>();

function machineOf(definition: StateMachineDefinition): StateMachine {
  // To the validator any number of workers is the same.
  const text = JSON.stringify(definition).replaceAll(/"MaxConcurrency":\d+/g, '');
  const noValidate = valid.has(text);
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false, noValidate } });
  valid.add(text);
  return machine;
}

/** An error as Step Functions sees it: by its name. */
export function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

const waitsOf = ({ States }: StateMachineDefinition): string[] =>
  Object.entries(States).flatMap(([name, { Type }]) => (Type === 'Wait' ? [name] : []));

function tasksOf(definition: StateMachineDefinition): string[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    if (state.Type === 'Task') return [name];
    return state.Type === 'Map' && state.ItemProcessor !== undefined ? tasksOf(state.ItemProcessor) : [];
  });
}
