/** English that was left on a Korean screen: three words of prose in a row. */

/** What is copied or quoted: a command to its end, what is in quotation marks, an address, an option and what names a thing. */
const NOT_PROSE: readonly RegExp[] = [
  /"[^"\n]*"/g,
  /\b(?:npx )?postwatch [a-z-]+.*/g,
  /\b(?:aws|dig|nc|openssl|curl|whois|ping|mtr|traceroute|source|postconf|npx|cdk|ssh|systemctl|sudo) [a-z0-9@-].*/g,
  /https?:\/\/\S+/g,
  /\S*[\d_/:=<>@.{}[\]|-]\S*/g,
];

const WORDS = /(?<![\p{L}])[A-Za-z][a-z']+(?: [a-z][a-z']*)+ [a-z][a-z']+/gu;

export const englishIn = (screen: string): readonly string[] =>
  screen.split('\n').flatMap((line) => {
    const prose = NOT_PROSE.reduce((text, pattern) => text.replace(pattern, '·'), line);
    return prose.match(WORDS) ?? [];
  });
