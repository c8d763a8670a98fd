/** What `blacklist:` and `spf:` say themselves; the rest comes from the checks. */
import type { Text } from '../../model/language.ts';

export const tooManyAddresses = (most: number): Text => ({
  en: `One lookup takes at most ${most} addresses.`,
  ko: `한 번에 IP ${most}개까지 조회할 수 있습니다.`,
});

export const dependsOnMessage: Text = {
  en: 'depends on the message (macros)',
  ko: '메일에 따라 달라짐(매크로)',
};
