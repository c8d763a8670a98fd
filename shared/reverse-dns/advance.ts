/**
 * The machine: `plan -> forward -> requested -> applied -> confirmed`, or `blocked`. `advance` does what can be done now and
 * never sleeps; the state that it returns says when to come back.
 */
import type { Ports } from './ports.ts';
import type { State } from './state.ts';

export async function advance(state: State, _ports: Ports): Promise<State> {
  return state;
}
