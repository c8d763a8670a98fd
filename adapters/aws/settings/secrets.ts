/**
 * Secrets are SecureString parameters, read when they are needed, so a new one is picked up by the next run. That one cannot
 * be read is a value.
 */
import { GetParametersByPathCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { KeysRead } from '../../../shared/dnsbl/coverage.ts';
import { keyParameter } from '../../../shared/dnsbl/keys.ts';
import { defined } from '../../../shared/model/defined.ts';
import { type Parsed, parsed, problem } from '../../../shared/model/parsed.ts';
import { storeWebhookCommand, WEBHOOK_PARAMETERS } from '../../../shared/notices/channels/webhook.ts';
import { CLIENT, errorLine } from '../account/client.ts';

const FOLDER = keyParameter('');

export async function readKeys(client: SSMClient = new SSMClient(CLIENT)): Promise<KeysRead> {
  const keys: Record<string, string> = {};
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(
        new GetParametersByPathCommand({
          Path: FOLDER.slice(0, -1),
          WithDecryption: true,
          ...defined({ NextToken: NextToken ? NextToken : undefined }),
        }),
      );
      for (const { Name = '', Value = '' } of page.Parameters ?? []) {
        if (Value.trim() !== '') keys[Name.slice(FOLDER.length)] = Value.trim();
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return { keys, failure: null };
  } catch (error) {
    return { keys: {}, failure: errorLine(error) };
  }
}

export type WebhookSecrets = { readonly url: string; readonly secret?: string };

/** A webhook's address is as good as a key to whoever knows it; the secret that signs is a choice. */
export async function readWebhook(client: SSMClient = new SSMClient(CLIENT)): Promise<Parsed<WebhookSecrets>> {
  const { url: urlName, secret: secretName } = WEBHOOK_PARAMETERS;
  try {
    const { Parameters = [] } = await client.send(
      new GetParametersCommand({ Names: [urlName, secretName], WithDecryption: true }),
    );
    const value = (name: string): string => Parameters.find(({ Name }) => Name === name)?.Value?.trim() ?? '';
    const [url, secret] = [value(urlName), value(secretName)];
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      return problem(`no address of the webhook: ${storeWebhookCommand}`);
    return parsed({ url, ...defined({ secret: secret === '' ? undefined : secret }) });
  } catch (error) {
    return problem(`the webhook's address cannot be read: ${errorLine(error)}`);
  }
}
