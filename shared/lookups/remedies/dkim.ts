/** Advice about DKIM keys. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const DKIM_ADVICE = {
  'dkim.publish': (_: Given<object>) =>
    acts(
      act(
        'See in a message that you sent which selector it uses (s= in the DKIM-Signature header).',
        '보낸 메일의 DKIM-Signature 헤더(s=)에서 실제로 쓰는 선택자를 확인하세요.',
      ),
      act(
        'If it is this selector, publish the key that your mail server or provider shows for it.',
        '이 선택자가 맞다면 메일 서버나 서비스 업체가 안내하는 키를 등록하세요.',
      ),
    ),
  'dkim.keep-one': (_: Given<object>) =>
    acts(
      act('Find out which key your mail server signs with.', '메일 서버가 서명에 쓰는 키를 확인하세요.'),
      act(
        'Delete the other keys at this name, and no other TXT value.',
        '이 이름에서 나머지 키만 삭제하세요. 다른 TXT 값은 그대로 두세요.',
      ),
    ),
  'dkim.publish-again': (_: Given<object>) =>
    act(
      'Publish the value again as your mail server or provider shows it.',
      '메일 서버나 서비스 업체가 안내하는 값 그대로 다시 등록하세요.',
    ),
  'dkim.end-testing': (_: Given<object>) =>
    act('Remove t=y once signing works.', '서명이 정상 동작하면 t=y 태그를 지우세요.'),
  'dkim.version': (_: Given<object>) =>
    act(
      'Write v=DKIM1; at the start of the record, and no other v= tag.',
      '레코드 맨 앞에 v=DKIM1; 태그를 쓰고, 다른 v= 태그는 지우세요.',
    ),
  'dkim.small-letters': ({ tag }: Given<{ readonly tag: string }>) =>
    act(`Write ${tag}= in small letters.`, `${tag}= 태그를 소문자로 쓰세요.`),
  'dkim.hash': (_: Given<object>) =>
    act(
      'Remove h=, or write h=sha256: it names a hash, and rsa-sha256 is the name of an algorithm.',
      'h= 태그를 지우거나 h=sha256 값을 쓰세요. 해시 이름을 쓰는 자리이며 rsa-sha256은 알고리즘 이름입니다.',
    ),
  'dkim.service': (_: Given<object>) => act('Remove s=, or write s=email.', 's= 태그를 지우거나 s=email 값을 쓰세요.'),
  'dkim.replace-revoked': (_: Given<object>) =>
    acts(
      act(
        'If mail is still signed with this selector, sign it with another one that has a key.',
        '이 선택자로 아직 서명하고 있다면 키가 있는 다른 선택자로 바꾸세요.',
      ),
      act('Publish the key again only if it was removed by mistake.', '실수로 비운 경우에만 키를 다시 등록하세요.'),
    ),
  'dkim.replace-private': (_: Given<object>) =>
    acts(
      act('Make a new key under a new selector now.', '지금 새 선택자로 새 키를 만드세요.'),
      act('Publish its public half, and sign with it.', '공개 키만 등록하고 새 키로 서명하세요.'),
      act(
        'Then delete this record, and never use this key again.',
        '그런 다음 이 레코드를 삭제하고 이 키는 다시 쓰지 마세요.',
      ),
    ),
  'dkim.known-type': (_: Given<object>) =>
    act(
      'Publish an RSA key of 2048 bits (k=rsa), with an Ed25519 key under another selector if you like.',
      '2048비트 RSA 키(k=rsa)를 등록하세요. 원하면 다른 선택자에 Ed25519 키를 함께 둘 수 있습니다.',
    ),
  'dkim.bare-key': ({ key }: Given<{ readonly key: string }>) =>
    act(
      `Write the bare key, and keep the other tags: k=ed25519; p=${key}`,
      `다른 태그는 그대로 두고 키를 다음과 같이 쓰세요: k=ed25519; p=${key}`,
    ),
  'dkim.right-type': ({ type }: Given<{ readonly type: string }>) =>
    act(`Write k=${type} in the record.`, `레코드에 k=${type} 값을 쓰세요.`),
  'dkim.without-armor': (_: Given<object>) =>
    act(
      'Write in p= only what is between those lines, without line breaks.',
      'p=에는 그 줄 사이의 내용만 줄바꿈 없이 쓰세요.',
    ),
  'dkim.whole-key': (_: Given<object>) =>
    act(
      'Publish the whole key again, in strings of at most 255 characters, without line breaks or quotes inside.',
      '키 전체를 다시 등록하세요. 255자 이하의 문자열로 나누고 줄바꿈이나 따옴표를 넣지 마세요.',
    ),
  'dkim.stronger-key': (_: Given<object>) =>
    acts(
      act(
        'Make a new key of 2048 bits under a new selector, publish it, and sign with it.',
        '새 선택자로 2048비트 키를 만들어 등록하고, 새 키로 서명하세요.',
      ),
      act(
        'Leave the old key for a week, so that mail on its way can still be verified.',
        '이미 보낸 메일도 검증되도록 기존 키는 1주일 동안 그대로 두세요.',
      ),
    ),
  /** `strings`: the whole key in its order; null where no order of the pieces makes one. */
  'dkim.one-record': ({ strings, pieces }: Given<{ readonly strings: string | null; readonly pieces: number }>) =>
    acts(
      strings === null
        ? act(
            'Publish the key as one TXT record of several strings, as your provider shows it.',
            '서비스 업체가 안내하는 키를 여러 문자열로 이루어진 TXT 레코드 하나로 등록하세요.',
          )
        : act(
            `Publish the key as one TXT record of ${pieces} strings.`,
            `키를 문자열 ${pieces}개로 이루어진 TXT 레코드 하나로 등록하세요.`,
            { record: strings },
          ),
      act('Delete the pieces, and no other TXT value.', '나뉘어 있던 조각만 삭제하세요. 다른 TXT 값은 그대로 두세요.'),
    ),
  'dkim.in-order': ({ strings }: Given<{ readonly strings: string }>) =>
    act('Write the strings of this TXT record in this order.', '이 TXT 레코드의 문자열을 다음 순서로 쓰세요.', {
      record: strings,
    }),
} as const satisfies AdviceTable;
