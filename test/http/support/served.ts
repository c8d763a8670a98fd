/** The API of a test behind a real server on loopback, as `postwatch serve` has it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../../shared/http/app.ts';
import type { TestApi } from './api.ts';

/** `url` ends with a slash, as the output `Endpoint` of a deployment does. */
export type Served = { readonly url: string; readonly close: () => Promise<void> };

export async function served({ ports }: TestApi): Promise<Served> {
  const app = createApp(ports);
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
