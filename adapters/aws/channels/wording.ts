/** In which language and zone a deployment writes its notices. */
import { isLanguage } from '../../../shared/model/language.ts';
import { type Wording, wordingOf } from '../../../shared/notices/wording.ts';
import type { Environment } from '../settings/environment.ts';

export function wordingIn({ language = 'en', zone = 'UTC', endpoint }: Environment): Wording {
  const wording = wordingOf({ language: isLanguage(language) ? language : 'en', zone });
  return endpoint === undefined ? wording : { ...wording, endpoint };
}
