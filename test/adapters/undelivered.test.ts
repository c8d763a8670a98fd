/** What a channel did not take is told by the API, until it is taken. */
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Published } from '../../shared/watch/notify.ts';
import { testApi } from '../http/support/api.ts';
import { HOUR, scripted } from '../support/watch.ts';

it('the latest run names the channel that refused, how much waits for it and why', async () => {
  const api = testApi();
  let answer: Published = { ok: false, why: 'the webhook answered 503' };
  const watch = scripted(path.join(api.folder, 'watch.db'), {
    channel: { id: 'test', publish: async () => answer },
  });
  const latest = async () => (await (await api.get('/runs/latest')).json()) as { undelivered?: unknown };
  await watch.run(() => 'ptr.missing');
  expect((await latest()).undelivered).toEqual([{ channel: 'test', notices: 1, why: 'the webhook answered 503' }]);
  answer = { ok: true };
  watch.clock.advance(HOUR);
  await watch.run(() => 'ptr.missing');
  expect(await latest()).not.toHaveProperty('undelivered');
  api.close();
});
