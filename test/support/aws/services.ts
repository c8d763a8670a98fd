/** Stand-ins for SNS, EC2, STS and SSM, in their own protocols: what the SDK sends is read, what it expects is answered. */
import { defined } from '../../../shared/model/defined.ts';

export type Reply = { readonly status: number; readonly body: string };

export type Published = {
  readonly topic: string;
  readonly subject: string;
  readonly text: string;
  /** The machine form. */
  readonly data: {
    readonly notices: readonly {
      readonly id: string;
      readonly transition: string;
      readonly target: string;
      readonly finding: { readonly id: string } | null;
    }[];
    readonly leftOut?: { readonly evidence: boolean; readonly notices: number };
  };
  readonly attributes: Readonly<Record<string, readonly string[]>>;
};

const xml = (body: string): Reply => ({ status: 200, body });

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const element = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;
export const list = (name: string, items: readonly string[], item = 'item'): string =>
  `<${name}>${items.map((one) => `<${item}>${one}</${item}>`).join('')}</${name}>`;

/** The error of a query protocol; EC2 wraps it once more than the others. */
export function queryError(service: string, code: string, message: string, status = 400): Reply {
  const error = `<Error><Type>Sender</Type>${element('Code', code)}${element('Message', message)}</Error>`;
  return {
    status,
    body:
      service === 'ec2'
        ? `<Response><Errors>${error}</Errors><RequestID>r</RequestID></Response>`
        : `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`,
  };
}

export type SnsWorld = {
  subscriptions: readonly string[];
  readonly published: Published[];
  /** What went to a topic without a structure of its own, as JSON. */
  readonly chat: unknown[];
  topicGone: boolean;
};

export function sns(world: SnsWorld, form: URLSearchParams): Reply {
  const wrap = (body: string): Reply => {
    const action = form.get('Action');
    return xml(`<${action}Response><${action}Result>${body}</${action}Result></${action}Response>`);
  };
  if (world.topicGone) return queryError('sns', 'NotFound', 'Topic does not exist', 404);
  if (form.get('Action') === 'ListSubscriptionsByTopic') {
    const members = world.subscriptions.map((arn) => element('SubscriptionArn', arn));
    return wrap(list('Subscriptions', members, 'member'));
  }
  if (!form.has('MessageStructure')) {
    world.chat.push(JSON.parse(form.get('Message')!));
    return wrap(element('MessageId', `c-${world.chat.length}`));
  }
  const wrong = refusedMessage(form);
  if (wrong !== null) return queryError('sns', 'InvalidParameter', wrong);
  const message = JSON.parse(form.get('Message')!);
  world.published.push({
    topic: form.get('TopicArn')!,
    subject: form.get('Subject')!,
    text: message.email,
    data: JSON.parse(message.default),
    attributes: attributesOf(form),
  });
  return wrap(element('MessageId', `m-${world.published.length}`));
}

function attributesOf(form: URLSearchParams): Record<string, readonly string[]> {
  const attributes: Record<string, readonly string[]> = {};
  for (let at = 1; form.has(`MessageAttributes.entry.${at}.Name`); at++) {
    const of = (part: string) => form.get(`MessageAttributes.entry.${at}.${part}`)!;
    if (of('Value.DataType') !== 'String.Array') throw new Error('an attribute is no String.Array');
    attributes[of('Name')] = JSON.parse(of('Value.StringValue'));
  }
  return attributes;
}

/** The rules of SNS for a subject and a message. */
function refusedMessage(form: URLSearchParams): string | null {
  const [subject, message] = [form.get('Subject') ?? '', form.get('Message') ?? ''];
  if (!/^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(subject)) return `Invalid parameter: Subject "${subject}"`;
  const attributes = JSON.stringify(attributesOf(form)).length;
  if (Buffer.byteLength(message) + attributes > 262_144) return 'Invalid parameter: Message too long';
  if (form.get('MessageStructure') !== 'json') return 'expected MessageStructure json';
  return typeof JSON.parse(message).default === 'string' ? null : 'Invalid parameter: no default entry';
}

export function sts(form: URLSearchParams, keyOf: (role: string, externalId: string) => string | null): Reply {
  const role = form.get('RoleArn')!;
  const key = keyOf(role, form.get('ExternalId') ?? '');
  if (key === null)
    return queryError('sts', 'AccessDenied', `not authorized to perform: sts:AssumeRole on ${role}`, 403);
  const credentials = [
    element('AccessKeyId', key),
    element('SecretAccessKey', 'secret'),
    element('SessionToken', 'token'),
    element('Expiration', '2099-01-01T00:00:00Z'),
  ].join('');
  return xml(
    `<AssumeRoleResponse><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

export type FakeAddress = {
  readonly ip: string;
  readonly id: string;
  readonly instance?: string;
  readonly interface?: string;
  readonly serviceManaged?: string;
  readonly ptr?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

export type FakeInterface = {
  readonly id: string;
  readonly type?: string;
  readonly requesterManaged?: boolean;
  readonly description?: string;
  readonly instance?: string;
  readonly ipv6?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
};

const tagSet = (tags: Readonly<Record<string, string>> = {}): string =>
  list(
    'tagSet',
    Object.entries(tags).map(([key, value]) => element('key', key) + element('value', value)),
  );

export function ec2(world: Ec2World, form: URLSearchParams): Reply {
  const action = form.get('Action')!;
  const wrap = (body: string): Reply => xml(`<${action}Response><requestId>r</requestId>${body}</${action}Response>`);
  switch (action) {
    case 'DescribeRegions':
      return wrap(
        list(
          'regionInfo',
          world.regions.map((region) => element('regionName', region)),
        ),
      );
    case 'DescribeAddresses': {
      const wanted = form.get('PublicIp.1') ?? form.get('AllocationId.1');
      const named = world.addresses.filter(({ ip, id }) => wanted === null || wanted === ip || wanted === id);
      if (wanted !== null && named.length === 0) return queryError('ec2', 'InvalidAddress.NotFound', `no ${wanted}`);
      return wrap(list('addressesSet', named.map(addressXml)));
    }
    case 'DescribeAddressesAttribute': {
      const { page, token } = paged(world.addresses, form);
      const items = page.map(
        ({ ip, id, ptr }) => element('publicIp', ip) + element('allocationId', id) + element('ptrRecord', ptr),
      );
      return wrap(list('addressSet', items) + element('nextToken', token));
    }
    case 'DescribeNetworkInterfaces': {
      const wanted = filterValues(form, 'network-interface-id');
      const { page, token } = paged(
        world.interfaces.filter(({ id }) => wanted === null || wanted.includes(id)),
        form,
      );
      return wrap(list('networkInterfaceSet', page.map(interfaceXml)) + element('nextToken', token));
    }
    default:
      return queryError('ec2', 'InvalidAction', `no action ${action}`);
  }
}

function filterValues(form: URLSearchParams, name: string): readonly string[] | null {
  if (form.get('Filter.1.Name') !== name) return null;
  const values: string[] = [];
  for (let at = 1; form.has(`Filter.1.Value.${at}`); at++) values.push(form.get(`Filter.1.Value.${at}`)!);
  if (values.length > 200) throw new Error('more than 200 values in a filter');
  return values;
}

function paged<T>(all: readonly T[], form: URLSearchParams): { page: readonly T[]; token: string | undefined } {
  const most = Number(form.get('MaxResults') ?? 1000);
  const from = Number(form.get('NextToken') ?? 0);
  return { page: all.slice(from, from + most), token: from + most < all.length ? String(from + most) : undefined };
}

const addressXml = (one: FakeAddress): string =>
  element('publicIp', one.ip) +
  element('allocationId', one.id) +
  element('instanceId', one.instance) +
  element('networkInterfaceId', one.interface) +
  element('associationId', one.instance || one.interface ? `eipassoc-${one.id}` : undefined) +
  element('serviceManaged', one.serviceManaged) +
  tagSet(one.tags);

const interfaceXml = (one: FakeInterface): string =>
  element('networkInterfaceId', one.id) +
  element('interfaceType', one.type ?? 'interface') +
  element('requesterManaged', String(one.requesterManaged ?? false)) +
  element('description', one.description ?? '') +
  (one.instance === undefined ? '' : `<attachment>${element('instanceId', one.instance)}</attachment>`) +
  list(
    'ipv6AddressesSet',
    (one.ipv6 ?? []).map((ip) => element('ipv6Address', ip)),
  ) +
  tagSet(one.tags);

/** By name, or two parameters a page, so that pages are followed. */
export function ssm(
  parameters: Readonly<Record<string, string>>,
  { Path, NextToken, Names }: { Path: string; NextToken?: string; Names?: readonly string[] },
): Reply {
  if (Names !== undefined) {
    const named = Names.flatMap((Name) => (parameters[Name] === undefined ? [] : { Name, Value: parameters[Name] }));
    return { status: 200, body: JSON.stringify({ Parameters: named, InvalidParameters: [] }) };
  }
  const all = Object.entries(parameters).filter(([name]) => name.startsWith(`${Path}/`));
  const from = Number(NextToken ?? 0);
  const Parameters = all.slice(from, from + 2).map(([Name, Value]) => ({ Name, Value, Type: 'SecureString' }));
  return {
    status: 200,
    body: JSON.stringify({
      Parameters,
      ...defined({ NextToken: from + 2 < all.length ? String(from + 2) : undefined }),
    }),
  };
}

export type Ec2World = {
  readonly regions: readonly string[];
  readonly addresses: readonly FakeAddress[];
  readonly interfaces: readonly FakeInterface[];
};
