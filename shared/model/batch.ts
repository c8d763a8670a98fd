/** How a run is cut up, for anyone who plans it and for anyone who says what it costs. */

/** Targets a batch: small enough to be worked well inside a Lambda's time, large enough to share the controls. */
export const BATCH_TARGETS = 250;

/** Batches a run that one process works; beyond that (about 65,000 addresses) each takes more targets. */
export const MOST_BATCHES = 800;

/**
 * Items that one execution of the state machine works itself; more of them lie in a manifest. The history of an execution holds 25,000
 * events, and an item that fails at every try makes 24; a state holds 256 KiB, of which 1,000 items take 150 (`test/infra/bounds.test.ts`
 * counts both from the machine itself).
 */
export const MOST_INLINE = 1000;

/**
 * Workers of lists whose pace makes them take long: one an operator. Those of more operators share them, and events of their items
 * are in the same history.
 */
export const MOST_LANES = 20;

/** Items that a child execution of a distributed Map works, one after the other: twenty are 4 KB at most. */
export const ITEMS_A_CHILD = 20;

/**
 * Batches a run on AWS, where a distributed Map works them; beyond that (some 1,250,000 addresses) each takes more targets. The record of
 * the run names them all, and `close` reads a result of each.
 */
export const MOST_DISTRIBUTED = 20_000;
