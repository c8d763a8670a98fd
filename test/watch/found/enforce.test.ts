import { describe, expect, it } from 'vitest';
import { address } from '../../../shared/model/address.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings/defaults.ts';
import { tagsToEnforce } from '../../../shared/watch/found/enforce.ts';
import { type FoundAddress, takeInventory } from '../../../shared/watch/found/inventory.ts';
import { remembered } from '../../support/remembered.ts';

const HOME = '123456789012';

function found(
  tags: Readonly<Record<string, string>>,
  recordedPtr: string | null | undefined,
  account = HOME,
): FoundAddress {
  const eip = { allocationId: 'eipalloc-1', region: 'eu-west-1', account, associated: true };
  const recorded = recordedPtr === undefined ? {} : { recordedPtr };
  return { address: address('198.51.100.25'), use: 'instance', tags, elasticIp: { ...eip, ...recorded } };
}

const toEnforce = (one: FoundAddress) =>
  tagsToEnforce([one], takeInventory([one], DEFAULT_SETTINGS, {}, remembered()), HOME);

const MANAGED = { 'postwatch:manage': 'true', 'postwatch:ptr': 'mail.example.com' };

describe('the tag for a reverse name is enforced', () => {
  it.each([
    ['where EC2 has none', found(MANAGED, null), true],
    ['where EC2 has another', found(MANAGED, 'old.example.net.'), true],
    ["where EC2 has Amazon's", found(MANAGED, 'ec2-198-51-100-25.compute-1.amazonaws.com.'), true],
    ['not where EC2 has it already', found(MANAGED, 'Mail.Example.com.'), false],
    ['not where EC2 was not looked at', found(MANAGED, undefined), false],
    ['not without consent', found({ 'postwatch:ptr': 'mail.example.com' }, null), false],
    ['not with a consent of another spelling', found({ ...MANAGED, 'postwatch:manage': 'True' }, null), false],
    ['not without a name', found({ 'postwatch:manage': 'true' }, null), false],
    ['not for an invalid name', found({ ...MANAGED, 'postwatch:ptr': 'no_such..name' }, null), false],
    ['not in another account, where there is no right', found(MANAGED, null, '210987654321'), false],
    ['not where the address is to be ignored', found({ ...MANAGED, 'postwatch:ignore': 'true' }, null), false],
  ])('%s', (_what, one, expected) => {
    expect(toEnforce(one)).toEqual(expected ? ['198.51.100.25'] : []);
  });
});
