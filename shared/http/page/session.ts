/**
 * Who may change something from a page: anyone who opened the one-time link that the server printed, or typed its token. A cookie
 * remembers it. What the cookie holds is not the token: cookies of one host go to every port of it, and the token opens the API too.
 */
import { sameSecret } from '../bearer.ts';

export type PageSecrets = {
  /** In the one-time link. */
  readonly link: string;
  /** Printed at the start; a person may type it. */
  readonly token: string;
  /** In the cookie. */
  readonly cookie: string;
  /** Of this server, so that two on one host do not take each other's. */
  readonly port: () => number;
};

export type PageSession = {
  /** The cookie to set, or null: the key is wrong, or was used before. */
  readonly byLink: (key: string) => string | null;
  readonly byToken: (token: string) => string | null;
  readonly isOpen: (cookies: string | null | undefined) => boolean;
};

/** More is not read. */
const MAX_COOKIES = 8192;

export function createPageSession({ link, token, cookie, port }: PageSecrets): PageSession {
  let isSpent = false;
  const name = (): string => `postwatch-${port()}`;
  const setting = (): string => `${name()}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
  return {
    byLink: (key) => {
      if (isSpent || !sameSecret(key, link)) return null;
      isSpent = true;
      return setting();
    },
    byToken: (typed) => (sameSecret(typed.trim(), token) ? setting() : null),
    isOpen: (cookies) =>
      (cookies ?? '')
        .slice(0, MAX_COOKIES)
        .split(';')
        .map((one) => one.trim())
        .some((one) => one.startsWith(`${name()}=`) && sameSecret(one.slice(name().length + 1), cookie)),
  };
}
