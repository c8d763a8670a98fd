/** An authority of the test's own and certificates of it for any names, written as X.509 (RFC 5280) by hand: Node reads them only. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';

export type TestIdentity = { readonly key: string; readonly cert: string };
export type TestAuthority = { readonly root: string; readonly issue: (names: readonly string[]) => TestIdentity };

const SEQUENCE = 0x30;
const SET = 0x31;

/** Tag, length, content (X.690 section 8.1). */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const oid = (...octets: readonly number[]): Buffer => der(6, Buffer.from(octets));
const ECDSA_SHA256 = der(SEQUENCE, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const NAME_OID = oid(0x55, 4, 3);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const ALTERNATIVE_NAMES = oid(0x55, 0x1d, 0x11);
const TRUE = der(1, Buffer.from([255]));

const called = (name: string): Buffer => der(SEQUENCE, der(SET, der(SEQUENCE, NAME_OID, der(12, Buffer.from(name)))));
const day = (text: string): Buffer => der(24, Buffer.from(text));
const VALID = der(SEQUENCE, day('20200101000000Z'), day('21200101000000Z'));

type Draft = { readonly serial: number; readonly subject: string; readonly key: KeyObject; readonly extension: Buffer };

function certificate({ serial, subject, key, extension }: Draft, issuer: string, by: KeyObject): string {
  const body = der(
    SEQUENCE,
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([serial])),
    ECDSA_SHA256,
    called(issuer),
    VALID,
    called(subject),
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, extension)),
  );
  const signature = der(3, Buffer.from([0]), sign('sha256', body, by));
  const text = der(SEQUENCE, body, ECDSA_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${text.trimEnd()}\n-----END CERTIFICATE-----\n`;
}

const alternative = (name: string): Buffer =>
  isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));

export function testAuthority(name: string): TestAuthority {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const own = pair();
  const isAuthority = der(SEQUENCE, BASIC_CONSTRAINTS, TRUE, der(4, der(SEQUENCE, TRUE)));
  const top = { serial: 1, subject: name, key: own.publicKey, extension: isAuthority };
  let serial = 1;
  return {
    root: certificate(top, name, own.privateKey),
    issue: (names) => {
      const { publicKey, privateKey } = pair();
      const extension = der(SEQUENCE, ALTERNATIVE_NAMES, der(4, der(SEQUENCE, ...names.map(alternative))));
      const draft = { serial: ++serial, subject: names[0] ?? name, key: publicKey, extension };
      return {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certificate(draft, name, own.privateKey),
      };
    },
  };
}
