/** What holds for each channel of the table. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { channelIds } from '../../adapters/aws/channels/on.ts';
import { localChannels } from '../../adapters/local/channels.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { deploymentOf } from '../../infra/settings.ts';
import type { ChannelKind } from '../../shared/channels/core/kind.ts';
import { CHANNEL_KINDS, CHANNELS, secretsOf } from '../../shared/channels/index.ts';
import { defined } from '../../shared/model/defined.ts';
import { parseSettings, type SettingsInput } from '../../shared/settings/settings.ts';
import { rightsOf } from '../infra/rights.ts';
import { SETTINGS, templateOf } from '../support/stack.ts';
import { CHANNEL_EXAMPLES, SECRET_WORD } from './examples.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** As a deployment has it. */
const deployedWith = ({ notices, aws }: (typeof CHANNEL_EXAMPLES)['sns']): SettingsInput => ({
  ...SETTINGS,
  ...defined({ notices }),
  aws: { ...SETTINGS.aws, ...aws },
});

describe('the table of channels', () => {
  it('has each folder of shared/channels, under the name of its id', () => {
    const folders = readdirSync(path.join(ROOT, 'shared/channels'), { withFileTypes: true });
    const named = folders.filter((one) => one.isDirectory() && one.name !== 'core').map(({ name }) => name);
    expect(Object.keys(CHANNELS).sort()).toEqual(named.sort());
    expect(Object.entries(CHANNELS).map(([key, { id }]) => [key, id])).toEqual(
      Object.keys(CHANNELS).map((key) => [key, key]),
    );
  });

  it('names no variable, parameter, topic or setting twice', () => {
    const all = CHANNEL_KINDS.flatMap((kind) => [
      ...(kind.aws === null
        ? []
        : [
            kind.aws.variable,
            ...(kind.aws.topic === undefined ? [] : [kind.aws.topic.construct, kind.aws.topic.output]),
          ]),
      ...secretsOf(kind).flatMap(({ parameter, variable }) =>
        variable === undefined ? [parameter] : [parameter, variable],
      ),
      ...Object.keys(kind.settings.notices).map((key) => `notices.${key}`),
      ...Object.keys(kind.settings.aws).map((key) => `aws.${key}`),
    ]);
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
  });
});

describe.each(Object.entries(CHANNELS))('the channel %s', (id, some) => {
  const kind: ChannelKind = some;
  const example = CHANNEL_EXAMPLES[id as keyof typeof CHANNEL_EXAMPLES];
  const settings = deployedWith(example);
  let made: Template | undefined;
  const template = (): Template => {
    made ??= templateOf(settings);
    return made;
  };

  it('opens on this machine from its settings, if it is in use', () => {
    const parsed = parseSettings(settings);
    if (!parsed.ok) throw new Error(parsed.problem.en);
    const { notices } = parsed.value;
    const open = localChannels({ notices, environment: {}, clock: systemClock, print: () => {} });
    expect(open.some((one) => one.id === id)).toBe(kind.here !== null);
  });

  it('opens in the functions from its settings, if it is in use', () => {
    const functions = Object.values(template().findResources('AWS::Lambda::Function'));
    for (const one of functions) {
      const variables = one['Properties'].Environment.Variables as Record<string, string>;
      expect(channelIds({ variables }).includes(id)).toBe(kind.aws !== null);
    }
  });

  it('has its secrets read by the function that publishes, and by no other', () => {
    const rights = rightsOf(template()).filter(({ action }) => action === 'ssm:GetParameters');
    const secrets = kind.aws === null ? [] : secretsOf(kind);
    for (const { parameter } of secrets) {
      const who = rights.filter(({ resource }) => resource.includes(`:parameter${parameter}"`)).map((one) => one.who);
      expect([parameter, who.sort()]).toEqual([parameter, ['Api', 'Notify']]);
    }
    if (secrets.length === 0) expect(rights).toEqual([]);
  });

  it('has its secrets neither in what is deployed nor in any line about it, and says where they belong', () => {
    const { files, warnings, channels } = deploymentOf(settings, '.');
    const text = JSON.stringify([files, warnings, channels.map(({ value }) => value), template().toJSON()]);
    expect(text).not.toContain(SECRET_WORD);
    for (const { parameter } of secretsOf(kind)) expect(warnings.join('\n')).toContain(parameter);
  });

  it('has its secrets in the table of SECURITY.md', () => {
    const security = read('SECURITY.md');
    for (const { parameter, variable } of secretsOf(kind))
      for (const where of [parameter, variable ?? parameter]) expect(security).toContain(`\`${where}\``);
  });
});
