/** Calls of AWS by their wire protocols, signed with the credentials of this shell: the trial needs no client of each service. */
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../account/sha256.ts';

const CALL_MS = 60_000;

export type AwsCalls = {
  /** The query protocol (SNS, EC2, STS): XML. */
  readonly query: (service: string, version: string, action: string, form: Record<string, string>) => Promise<string>;
  /** The JSON protocol (SQS, DynamoDB, Step Functions, SSM): `target` is `AmazonSQS.SendMessage`, for example. */
  readonly json: (service: string, target: string, body: object) => Promise<Record<string, unknown>>;
  /** Any URL, signed for `service`; answers whatever status comes. */
  readonly send: (service: string, url: URL, options: SendOptions) => Promise<{ status: number; text: string }>;
};

type SendOptions = {
  readonly method: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
};

/** `endpoint`: undefined for AWS itself. */
export function awsCalls(region: string, endpoint: string | undefined): AwsCalls {
  const credentials = defaultProvider();
  const at = (service: string): URL =>
    new URL(
      endpoint ?? `https://${service}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}/`,
    );
  const send: AwsCalls['send'] = async (service, url, { method, body, headers = {}, isSigned = true }) => {
    const signer = new SignatureV4({ credentials, region, service: service, sha256: Sha256 });
    const request = {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, ...headers },
      body,
    };
    const { headers: signed } = isSigned ? await signer.sign(request) : request;
    const own = Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'host'));
    const answer = await fetch(url, {
      method,
      headers: own,
      body: body ?? null,
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_MS),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const must = async (what: string, sent: ReturnType<typeof send>): Promise<string> => {
    const { status, text } = await sent;
    if (status < 300) return text;
    const code = /<Code>([^<]+)<|"__type": ?"(?:[^"#]*#)?([^"]+)"/.exec(text);
    const message = /<Message>([^<]+)<|"message": ?"([^"]+)"/i.exec(text);
    const parts = [code?.[1] ?? code?.[2], message?.[1] ?? message?.[2]].filter((one) => one !== undefined);
    throw new Error(`${what} answered ${status}: ${parts.length === 0 ? text.slice(0, 200) : parts.join(': ')}`);
  };
  return {
    send,
    query: (service, version, action, form) => {
      const body = new URLSearchParams({ Action: action, Version: version, ...form }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return must(`${service} ${action}`, send(service, at(service), { method: 'POST', body, headers }));
    },
    json: async (service, target, body) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
      const text = JSON.stringify(body);
      const answer = await must(target, send(service, at(service), { method: 'POST', body: text, headers }));
      return answer === '' ? {} : JSON.parse(answer);
    },
  };
}

/** The first `<name>` of an XML answer. */
export const inXml = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
