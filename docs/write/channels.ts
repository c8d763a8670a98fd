/** The table of channels, from their own. */
import type { ChannelKind, ChannelLimits } from '../../shared/channels/core/kind.ts';
import { CHANNEL_KINDS, secretsOf } from '../../shared/channels/index.ts';
import { markdownTable } from './regions.ts';

const number = (of: number): string => of.toLocaleString('en');

function room({ text, all, unit }: ChannelLimits): string {
  if (text === null) return 'everything';
  return `${number(text)} ${unit} of text${all === null ? '' : `, ${number(all)} in all`}`;
}

function rowOf(kind: ChannelKind): readonly string[] {
  const { id, here, aws, form, limits, settings } = kind;
  const named = [
    ...Object.keys(settings.notices).map((key) => `\`notices.${key}\``),
    ...Object.keys(settings.aws).map((key) => `\`aws.${key}\``),
  ];
  const secrets = secretsOf(kind).map(({ setting, variable, parameter }) =>
    [`\`${setting}\`:`, variable === undefined ? '' : `\`${variable}\`,`, `SSM \`${parameter}\``]
      .filter(Boolean)
      .join(' '),
  );
  const onAws = aws === null ? 'no' : aws.topic === undefined ? 'yes' : `a topic, output \`${aws.topic.output}\``;
  return [`\`${id}\``, here === null ? 'no' : 'yes', onAws, form, room(limits), named.join(', '), secrets.join('; ')];
}

export const channelsTable = (): string =>
  markdownTable(
    ['channel', 'on a laptop', 'on AWS', 'form', 'room in one message', 'settings', 'where else a secret can be kept'],
    CHANNEL_KINDS.map(rowOf),
  );
