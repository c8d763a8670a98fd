/** Secrets in wrong places: a complaint quotes what it found, and that may be a webhook's address or a key. */
import { eachText, type Text } from '../model/language.ts';

/** All of an address after its host. */
const ADDRESS = /(https?:\/\/)(?:[^\s"/?#@]*@)?([^\s"/?#]*)[/?#][^\s"]+/gi;

/** Letters and digits without a dot, longer than words are: an access key, a token, a UUID. */
const KEY = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}(?![\w-]|\.\w)/gi;

/** Of a name, or of one line. */
export const withoutSecrets = (text: string): string => text.replace(ADDRESS, '$1$2/****').replace(KEY, '****');

export const textWithoutSecrets = (text: Text): Text => eachText(text, withoutSecrets);
