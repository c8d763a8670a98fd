/**
 * Step Functions' history and bill of an execution, counted from the definition itself.
 *
 * Events: docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html lists their types; a limit of 25,000 is in
 * .../latest/dg/service-quotas.html. A state is entered and exited; a try of a task is scheduled, started and ended; a Map is started and ended,
 * and so is each iteration; a Map Run is started and ended, and its children have histories of their own.
 * Transitions: .../latest/dg/concepts-transitions.html. A state that is entered is one, and so is each retry and each child of a Map Run; an
 * iteration is none.
 */
export const MOST_EVENTS = 25_000;

export type Asl = { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

type State = {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly { readonly MaxAttempts?: number }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly ItemProcessor?: Asl & { readonly ProcessorConfig: { readonly Mode: string } };
  readonly ItemBatcher?: { readonly MaxItemsPerBatch: number };
};

/** Amazon States Language: three, where a retrier does not say. */
const retriesOf = ({ Retry = [] }: State): number => Retry.reduce((sum, { MaxAttempts = 3 }) => sum + MaxAttempts, 0);

/** Behind a state, whatever becomes of it. */
const behind = ({ Next, Default, Choices = [], Catch = [] }: State): readonly string[] =>
  [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)].filter((one) => one !== undefined);

/** Of the worst execution over so many items: every try of every step is used, and every way is the longest. `others`: Maps with items of their own. */
export function worstEvents(machine: Asl, items: number, others: Readonly<Record<string, number>> = {}): number {
  const from = (name: string): number => {
    const state = machine.States[name]!;
    return ofState(state, others[name] ?? items) + Math.max(0, ...behind(state).map(from));
  };
  // ExecutionStarted, and how it ended.
  return 2 + from(machine.StartAt);
}

const IN_AND_OUT = 2;

function ofState(state: State, items: number): number {
  const tries = 1 + retriesOf(state);
  const { ItemProcessor: processor } = state;
  if (state.Type === 'Task') return IN_AND_OUT + 3 * tries;
  if (processor === undefined) return IN_AND_OUT;
  if (processor.ProcessorConfig.Mode === 'DISTRIBUTED') return IN_AND_OUT + 4 * tries;
  // An iteration is started and ended, as an execution is.
  return IN_AND_OUT + tries * (2 + items * worstEvents(processor, items));
}

/** The history of one child of the distributed Map of that name. */
export function worstEventsOfChild(machine: Asl, name: string): number {
  const { ItemProcessor, ItemBatcher } = machine.States[name]!;
  return worstEvents(ItemProcessor!, ItemBatcher!.MaxItemsPerBatch);
}

/** What a run without a failure is billed. `which`: where a choice goes. */
export function transitions(machine: Asl, items: number, which: (state: State) => string | undefined): number {
  let sum = 0;
  for (let name: string | undefined = machine.StartAt; name !== undefined; ) {
    const state: State = machine.States[name]!;
    sum += 1 + within(state, items, which);
    name = state.Type === 'Choice' ? which(state) : state.Next;
  }
  return sum;
}

function within(
  { ItemProcessor: processor, ItemBatcher }: State,
  items: number,
  which: (state: State) => string | undefined,
): number {
  if (processor === undefined) return 0;
  if (ItemBatcher === undefined) return items * transitions(processor, 1, which);
  const size = ItemBatcher.MaxItemsPerBatch;
  const children = Array.from({ length: Math.ceil(items / size) }, (_, at) => Math.min(size, items - at * size));
  return children.reduce((sum, own) => sum + 1 + transitions(processor, own, which), 0);
}
