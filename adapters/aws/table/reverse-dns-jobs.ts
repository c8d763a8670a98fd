/**
 * Jobs on AWS. The state of one is an item of the table; a small state machine calls the function `reverse-dns` whenever it is
 * time for another look. Anyone who asks for a job keeps it and starts the machine under the job's own name, so that asking
 * twice starts once.
 *
 * | pk                  | sk  | what                                   |
 * | ------------------- | --- | -------------------------------------- |
 * | REVERSE-DNS#address | JOB | the last job for this address; 30 days |
 */
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Clock } from '../../../shared/model/clock.ts';
import { type JobStore, type Started, startJob } from '../../../shared/reverse-dns/jobs.ts';
import type { State, Wish } from '../../../shared/reverse-dns/state.ts';
import { CLIENT } from '../account/client.ts';
import { encode, load } from './documents.ts';
import { IS_NEW, type Table } from './table.ts';

const KEPT_SECONDS = 30 * 86_400;

export function jobsIn(table: Table, clock: Pick<Clock, 'now'>): JobStore {
  const keyFor = (address: string) => ({ pk: `REVERSE-DNS#${address}`, sk: 'JOB' });
  return {
    read: (address) => load<State>(table, keyFor(address)),
    put: async (state, before) => {
      const more = {
        began: { S: state.startedAt },
        ttl: { N: String(Math.ceil(clock.now() / 1000) + KEPT_SECONDS) },
      };
      const { item, parts } = encode(keyFor(state.wish.address), state, more);
      await table.putAll(parts);
      const condition =
        before === null
          ? IS_NEW
          : { when: '#began = :before', names: { '#began': 'began' }, values: { ':before': { S: before } } };
      return (await table.transact([{ kind: 'put', item, condition }])).length === 0;
    },
  };
}

export type Machine = { readonly arn: string; readonly table: Table; readonly clock: Pick<Clock, 'now'> };

/** A job that is under way is started too: the process that kept it may have been killed before it could. */
export async function startOnMachine(wish: Wish, { arn, table, clock }: Machine): Promise<Started> {
  const started = await startJob(wish, jobsIn(table, clock), clock);
  if (started.kind === 'accepted') await execute(started.state, arn);
  return started;
}

async function execute({ wish, startedAt }: State, stateMachineArn: string): Promise<void> {
  const { address } = wish;
  // Letters, digits and hyphens; the same for the same job.
  const name = `${address}-${startedAt}`.replace(/[^0-9A-Za-z]+/g, '-').replace(/-$/, '');
  const client = new SFNClient(CLIENT);
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ job: address }) }));
  } catch (error) {
    // It has run already and ended.
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  } finally {
    client.destroy();
  }
}
