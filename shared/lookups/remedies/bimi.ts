/** Advice about BIMI. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const BIMI_ADVICE = {
  'bimi.publish': ({ name }: Given<{ readonly name: string }>) =>
    acts(
      act(
        'A logo is optional. To have one shown, bring DMARC to p=quarantine or p=reject first.',
        '로고는 선택 사항입니다. 로고를 표시하려면 먼저 DMARC 정책을 p=quarantine이나 p=reject로 올리세요.',
      ),
      act(
        'Serve a logo in SVG Tiny PS form over https, with a mark certificate if you have one.',
        'SVG Tiny PS 형식의 로고를 https로 제공하세요. 로고 인증서가 있으면 함께 제공하세요.',
      ),
      act(`Publish this TXT record at ${name}.`, `${name}에 다음 TXT 레코드를 등록하세요.`, {
        record: '"v=BIMI1; l=https://…/logo.svg; a=https://…/certificate.pem"',
      }),
    ),
  'bimi.address': ({ tag, file }: Given<{ readonly tag: string; readonly file: string }>) =>
    act('Write the full https address.', 'https 주소 전체를 쓰세요.', { record: `${tag}=https://…/${file}` }),
  'bimi.serve': (_: Given<object>) =>
    act(
      'Serve the file there with status 200, without redirects, over TLS with a trusted certificate.',
      '신뢰할 수 있는 TLS 인증서로, 리디렉션 없이 상태 코드 200으로 파일을 제공하세요.',
    ),
  'bimi.media-type': (_: Given<object>) =>
    act('Serve the file as image/svg+xml.', '파일의 콘텐츠 유형을 image/svg+xml로 설정하세요.'),
  'bimi.smaller': (_: Given<object>) =>
    act('Make the file smaller: 32 kilobytes at most.', '파일을 32 KB 이하로 줄이세요.'),
  'bimi.tiny-ps': (_: Given<object>) =>
    act(
      'Convert the logo to SVG Tiny PS. Its <svg> element then says version="1.2" baseProfile="tiny-ps".',
      '로고를 SVG Tiny PS 형식으로 변환하세요. <svg> 요소에 version="1.2" baseProfile="tiny-ps" 속성이 들어갑니다.',
    ),
  'bimi.svg-version': (_: Given<object>) =>
    act('Write version="1.2" in its <svg> element.', '<svg> 요소에 version="1.2" 속성을 쓰세요.'),
  'bimi.no-offset': (_: Given<object>) =>
    act('Remove x= and y= from its <svg> element.', '<svg> 요소에서 x=, y= 속성을 지우세요.'),
  'bimi.title': (_: Given<object>) =>
    act(
      'Put <title>Your brand</title> right behind the opening <svg> tag.',
      '여는 <svg> 태그 바로 뒤에 <title>브랜드 이름</title> 요소를 넣으세요.',
    ),
  'bimi.shapes-only': (_: Given<object>) =>
    act(
      'Remove them: SVG Tiny PS holds shapes and text only.',
      '해당 요소를 지우세요. SVG Tiny PS에는 도형과 글자만 쓸 수 있습니다.',
    ),
  'bimi.get-certificate': (_: Given<object>) =>
    acts(
      act(
        'Get a Verified Mark Certificate or a Common Mark Certificate for the logo. One for a web server does not count.',
        '로고의 VMC(Verified Mark Certificate)나 CMC(Common Mark Certificate)를 발급받으세요. 웹 서버용 인증서는 쓸 수 없습니다.',
      ),
      act('Write its https address in a=.', '인증서의 https 주소를 a= 태그에 쓰세요.'),
    ),
  'bimi.serve-chain': (_: Given<object>) =>
    act(
      'Serve there the PEM file of your mark certificate, with its chain, as its authority sent it.',
      '인증 기관에서 받은 로고 인증서의 PEM 파일을 체인까지 그대로 제공하세요.',
    ),
  'bimi.renew': (_: Given<object>) =>
    act(
      'Renew the certificate with its authority, and serve the new one at the same address.',
      '인증 기관에서 인증서를 갱신하고 같은 주소에서 새 인증서를 제공하세요.',
    ),
  'bimi.name-domain': ({ domain }: Given<{ readonly domain: string }>) =>
    act(`Get a certificate that names ${domain}.`, `${domain} 도메인이 포함된 인증서를 발급받으세요.`),
  'bimi.raise-policy': ({ domain }: Given<{ readonly domain: string }>) =>
    act(
      `Once the DMARC reports show that all mail of ${domain} passes, write p=quarantine or p=reject in its DMARC record.`,
      `DMARC 보고서에서 ${domain} 도메인의 메일이 모두 통과하는 것을 확인한 뒤 DMARC 레코드에 p=quarantine이나 p=reject 정책을 쓰세요.`,
    ),
  'bimi.raise-subdomains': (_: Given<object>) =>
    act(
      'Once the DMARC reports show that the mail of your subdomains passes, write sp=quarantine or sp=reject, or remove sp=.',
      'DMARC 보고서에서 하위 도메인의 메일이 통과하는 것을 확인한 뒤 sp=quarantine이나 sp=reject 값을 쓰거나 sp= 태그를 지우세요.',
    ),
  'bimi.whole': (_: Given<object>) =>
    act(
      'Once the DMARC reports show that your mail passes, remove pct=.',
      'DMARC 보고서에서 메일이 통과하는 것을 확인한 뒤 pct= 태그를 지우세요.',
    ),
} as const satisfies AdviceTable;
