/** How a run is cut up, for anyone who plans it and for anyone who says what it costs. */

/** Targets a batch: small enough to be worked well inside a Lambda's time, large enough to share the controls. */
export const BATCH_TARGETS = 250;

/**
 * Batches a run; beyond that (about 65,000 addresses) each takes more targets. On AWS a run's batches are named in one state,
 * which holds 256 KiB (150 bytes a batch), and worked in one execution, which records 25,000 events (7 a batch that is not
 * tried again).
 */
export const MOST_BATCHES = 800;
