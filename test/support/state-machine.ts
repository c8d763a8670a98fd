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

/** Neither retries nor waits take time. Throws what makes the execution fail. */
export async function execute(definition: StateMachineDefinition, input: Json, invoke: Invoke): Promise<Json> {
  const call = async (parameters: Json): Promise<Json> => {
    const { FunctionName, Payload } = parameters as { FunctionName: string; Payload: Json };
    // Lambda and Step Functions see JSON only: what does not survive it must not reach a handler here either.
    const result = await invoke(FunctionName, JSON.parse(JSON.stringify(Payload)) as Json);
    const text = JSON.stringify({ ExecutedVersion: '$LATEST', StatusCode: 200, Payload: result ?? null });
    if (Buffer.byteLength(text) > STATE_LIMIT)
      throw named('States.DataLimitExceeded', `${FunctionName} returned too much`);
    return JSON.parse(text) as Json;
  };
  const tasks = tasksOf(definition);
  const machine = machineOf(definition);
  const { result } = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(tasks.map((name) => [name, call])),
      retryIntervalOverrides: Object.fromEntries(tasks.map((name) => [name, 0])),
      waitTimeOverrides: Object.fromEntries(waitsOf(definition).map((name) => [name, 0])),
    },
  });
  return (await result) as Json;
}

/** What was found to be in order, as text: the validator compiles its schemas anew each time, which takes half a second. */
const valid = new Set<string>();

function machineOf(definition: StateMachineDefinition): StateMachine {
  const text = JSON.stringify(definition);
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
