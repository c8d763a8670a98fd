/** What a channel did not take is told by the API, until it is taken. */

import path from 'node:path';
import { expect, it } from 'vitest';
import type { PublishOutcome } from '../../shared/channels/core/channel.ts';
import { FOLLOWS_FIRST_REPORT, NO_NOTICE_CARRIED, PASS_TIME_OVER } from '../../shared/channels/core/words.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { verbatim } from '../../shared/model/language.ts';
import { testApi } from '../http/support/api.ts';
import { HOUR, scripted } from '../support/watch.ts';

it("the API's latest run names the channel that refused, how many notices wait for it and why", async () => {
  const api = testApi();
  let refusal: string | null = 'the webhook answered 503';
  const answer = (notices: readonly Notice[]): PublishOutcome =>
    refusal === null ? { ok: true, carried: notices.map(({ id }) => id) } : { ok: false, why: verbatim(refusal) };
  const watch = scripted(path.join(api.folder, 'watch.db'), {
    channel: { id: 'test', publish: async ({ notices }) => answer(notices) },
  });
  const latest = async () => (await (await api.get('/runs/latest')).json()) as { undelivered?: unknown };
  await watch.run(() => 'ptr.missing');
  expect((await latest()).undelivered).toEqual([{ channel: 'test', notices: 1, why: 'the webhook answered 503' }]);
  refusal = null;
  watch.clock.advance(HOUR);
  await watch.run(() => 'ptr.missing');
  expect(await latest()).not.toHaveProperty('undelivered');
  api.close();
});

it.each([PASS_TIME_OVER, FOLLOWS_FIRST_REPORT, NO_NOTICE_CARRIED])(
  'the reason "$en", which is ours, is said in the language that is asked for',
  async (reason) => {
    const api = testApi();
    const publish = async (): Promise<PublishOutcome> => ({ ok: false, why: verbatim(reason.en) });
    const watch = scripted(path.join(api.folder, 'watch.db'), { channel: { id: 'test', publish } });
    await watch.run(() => 'ptr.missing');
    const answer = await api.get('/runs/latest', { headers: { 'accept-language': 'ko' } });
    expect(await answer.json()).toMatchObject({ undelivered: [{ why: reason.ko }] });
    api.close();
  },
);
