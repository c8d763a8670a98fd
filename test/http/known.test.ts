/** A check of a watched address knows what the settings and its tags say of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { defined } from '../../shared/model/defined.ts';
import { newState, type WatchedAs } from '../../shared/watch/incidents/state.ts';
import { type TestApi, testApi } from './support/api.ts';

const IP = '203.0.113.4';

let one: TestApi;
afterEach(() => one.close());

const WATCHED: WatchedAs = {
  role: 'sender',
  since: '2026-11-30T12:00:00.000Z',
  domains: ['example.com'],
  helo: 'mail4.example.com',
};

/** `states`: as a run left them. */
function api(watched: WatchedAs | undefined, settings?: readonly string[]): TestApi {
  one = testApi();
  const state = { ...newState(IP), version: 1, ...defined({ watched }) };
  const ports = {
    watch: { ...one.ports.watch, state: async () => state },
    ...defined({ sendsAs: settings === undefined ? undefined : () => ({ domains: settings }) }),
  };
  one.close();
  one = testApi({ ports });
  return one;
}

const checked = async (from: TestApi, at: string) =>
  ((await (await from.get(at)).json()) as { targets: { target: object }[] }).targets.map(({ target }) => target);

describe('a check of a watched address by the API', () => {
  it('has the domains and the HELO name under which it is watched', async () => {
    expect(await checked(api(WATCHED), `/check/${IP}`)).toEqual([
      { address: IP, domains: ['example.com'], helo: 'mail4.example.com' },
    ]);
  });

  it('prefers what the caller says', async () => {
    expect(await checked(api(WATCHED), `/check/${IP}?domain=example.org`)).toEqual([
      { address: IP, domains: ['example.org'] },
    ]);
  });

  it('prefers the settings to what a run left, which may be older', async () => {
    expect(await checked(api(WATCHED, ['example.net']), `/check/${IP}`)).toEqual([
      { address: IP, domains: ['example.net'] },
    ]);
  });

  it('needs no memory', async () => {
    one = testApi();
    expect(await checked(one, `/check/${IP}`)).toEqual([{ address: IP, domains: [] }]);
    expect(one.log.map(({ level }) => level)).toEqual(['info']);
    expect(await checked(api(undefined), `/check/${IP}`)).toEqual([{ address: IP, domains: [] }]);
  });
});
