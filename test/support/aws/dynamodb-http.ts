/** The stand-in for a DynamoDB table over HTTP. */

import { defined } from '../../../shared/model/defined.ts';
import { DynamoError, type DynamoTable, type Input } from './dynamodb.ts';

/** JSON over HTTP as DynamoDB speaks it: binaries in base64, errors by `__type`. */
export function dynamoHttp(table: DynamoTable): (operation: string, body: string) => { status: number; body: string } {
  return (operation, body) => {
    try {
      return { status: 200, body: written(table.call(operation, read(body))) };
    } catch (error) {
      if (!(error instanceof DynamoError)) throw error;
      const { name, message, reasons } = error;
      const status = /Internal/.test(name) ? 500 : 400;
      const type = `com.amazonaws.dynamodb.v20120810#${name}`;
      return {
        status,
        body: JSON.stringify({
          __type: type,
          message,
          ...defined({ CancellationReasons: reasons.length > 0 ? reasons : undefined }),
        }),
      };
    }
  };
}

/** What looks at every value of a text takes ten times as long as what does not, and few texts hold binaries. */
const read = (body: string): Input => (body.includes('"B":"') ? JSON.parse(body, fromWire) : JSON.parse(body));

function written(output: Input): string {
  const text = JSON.stringify(output);
  return text.includes('"B":{') ? JSON.stringify(output, toWire) : text;
}

const fromWire = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;

function toWire(this: unknown, name: string, value: unknown): unknown {
  if (name !== 'B') return value;
  const raw = (this as { B: Uint8Array }).B;
  return Buffer.from(raw).toString('base64');
}
