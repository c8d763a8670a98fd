/** What is said of resolvers, a whole sentence in every language. */
import type { Language, Text } from '../model/language.ts';
import type { ResolverProof, ResolverState } from './resolver-proof.ts';

export const ROOT_WITHOUT_SERVERS: Text = {
  en: 'It says that the DNS root has no NS records.',
  ko: 'DNS 루트에 NS 레코드가 없다고 응답합니다.',
};

export const serversWithoutAddress = (top: string, servers: readonly string[]): Text => ({
  en: `It says that ${top} is served by ${servers.join(' and ')}, which have no address.`,
  ko: `${top} 존의 네임서버(${servers.join(', ')})에 IP가 없다고 응답합니다.`,
});

export const nameOnlyFor = (name: string, { without, having }: Record<'without' | 'having', string>): Text => ({
  en: `Asked for ${without}, it says that ${name} does not exist. Asked for ${having}, it says that it does (RFC 8020).`,
  ko: `${name} 이름이 ${having} 조회에는 있고 ${without} 조회에는 없다고 응답합니다(RFC 8020 위반).`,
});

type Hidden = { readonly name: string; readonly type: string };

export const hidesRecord = ({ name, type }: Hidden, by: string): Text => ({
  en: `it says that ${name} has no ${type} record, but ${by} has one`,
  ko: `${name}의 ${type} 레코드가 없다고 응답했지만, ${by} 서버에는 있습니다`,
});

// Why a resolver is or is not believed: the beginning of a sentence about it, without its full stop.
export const OWN_ROOT: Text = {
  en: 'it has a DNS root of its own that does not know com',
  ko: '자체 DNS 루트를 쓰고 있어 com을 모릅니다. 사내 DNS이거나 인터넷에 연결되지 않은 리졸버입니다',
};

export const KNOWS_NOTHING: Text = {
  en: 'it does not know the DNS root, com or in-addr.arpa',
  ko: 'DNS 루트, com, in-addr.arpa를 모두 모릅니다. 사내 DNS이거나 인터넷에 연결되지 않은 리졸버입니다',
};

export const HAS_IMPOSSIBLE: Text = {
  en: 'it says that a name exists that cannot exist',
  ko: '존재할 수 없는 이름이 있다고 응답합니다',
};

export const SOUND_RESOLVER: Text = {
  en: 'it knows the DNS root, and a name that cannot exist does not exist',
  ko: 'DNS 루트를 알고, 존재할 수 없는 이름은 없다고 응답합니다',
};

export const LACKS_REVERSE: Text = {
  en: 'it knows com, but says that there is no in-addr.arpa, in which all reverse names lie',
  ko: 'com은 알지만, 역방향 DNS가 모두 들어 있는 in-addr.arpa가 없다고 응답합니다',
};

/** `shown`: what it answers. */
export const answersImpossible = (shown: string): Text => ({
  en: `it answers a name that cannot exist with ${shown}`,
  ko: `존재할 수 없는 이름에도 응답합니다(${shown}). 사내 DNS, VPN, 공용 와이파이를 쓰고 있는지 확인하세요`,
});

export const answersImpossibleReverse = (shown: string): Text => ({
  en: `it answers a reverse name that cannot exist with ${shown}`,
  ko: `존재할 수 없는 역방향 DNS에도 응답합니다(${shown})`,
});

/** `question`: in its quotation marks. */
export const servesExpired = (question: string, why: Text): Text => ({
  en: `it serves expired answers: ${question}: ${why.en}`,
  ko: `만료된 값을 응답합니다. ${question}: ${why.ko}`,
});

export const didNotAnswer = (question: string, why: Text): Text => ({
  en: `it did not answer ${question}: ${why.en}`,
  ko: `${question} 조회에 실패했습니다. ${why.ko}`,
});

export const soundThroughLists = (though: Text): Text => ({
  en: `blocklists prove themselves through it, though ${though.en}`,
  ko: `${though.ko}. 다만 이 리졸버로 조회한 차단 목록은 정상 동작을 확인했습니다`,
});

/** What a resolver in this state does, where an earlier version kept no more. */
const STATES: Readonly<Record<ResolverState, string>> = {
  sound: SOUND_RESOLVER.ko,
  closed: '반드시 있어야 하는 이름도 없다고 응답합니다',
  rewriting: '존재할 수 없는 이름에도 응답합니다',
  stripping: '있는 레코드를 없다고 응답합니다',
  stale: '만료된 값을 응답합니다',
  silent: '시험 조회에 응답하지 않습니다',
};

type Reasoned = Pick<ResolverProof, 'state' | 'why' | 'translated'>;

/** Whether, and why not, it may be believed. */
export const proofText = ({ state, why, translated }: Reasoned): Text => ({
  en: why,
  ko: translated?.ko ?? STATES[state],
});

/** The same as whole sentences. */
export const proofSentence = (proof: Reasoned): Text => {
  const { en, ko } = proofText(proof);
  return { en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}.`, ko: `${ko}.` };
};

/** A sentence as a proof keeps its reason. */
export const asReason = ({ en, ko }: Text): Text => ({
  en: `${en.slice(0, 1).toLowerCase()}${en.slice(1)}`.replace(/\.$/, ''),
  ko: ko.replace(/\.$/, ''),
});

/** `127.0.0.1:9: connection refused`, and the next. */
const servers = (proofs: readonly ResolverProof[], language: Language): string =>
  proofs.map(({ server, brief }) => (brief === undefined ? server : `${server}: ${brief[language]}`)).join(', ');

export const noResolverAnswered = (proofs: readonly ResolverProof[]): Text => ({
  en: `No resolver answered (${servers(proofs, 'en')}), so nothing could be checked.`,
  ko: `응답하는 DNS 리졸버가 없어 아무것도 확인하지 못했습니다(${servers(proofs, 'ko')}).`,
});

export const noResolverBelieved = (proofs: readonly ResolverProof[]): Text => {
  const each = proofs.map((proof) => ({ server: proof.server, why: proofText(proof) }));
  return {
    en: `No resolver can be trusted, so nothing could be checked. ${each.map(({ server, why }) => `${server}: ${why.en}.`).join(' ')}`,
    ko: `믿을 수 있는 DNS 리졸버가 없어 아무것도 확인하지 못했습니다. ${each.map(({ server, why }) => `${server}: ${why.ko}.`).join(' ')}`,
  };
};

export const NO_RESOLVER: Text = {
  en: 'No resolver is configured, so nothing could be checked. Name one with --resolver host:port.',
  ko: '설정된 DNS 리졸버가 없어 아무것도 확인하지 못했습니다. --resolver host:port 옵션으로 지정하세요.',
};

/** `absent`: what is said not to exist. */
export const saysMissing = (resolver: string | undefined, { name, type }: Hidden, by: string, shown: string): Text => ({
  en: `${resolver ?? 'The resolver'} says that ${name} has no ${type} record, but ${by} has one: ${shown}.`,
  ko: `리졸버(${resolver ?? '사용 중인 것'})에서는 ${name}의 ${type} 레코드가 없다고 응답했지만, ${by} 서버에는 있습니다: ${shown}.`,
});

export const contradictsItself = (resolver: string | undefined, { name, type }: Hidden, why: Text): Text => ({
  en: `${resolver ?? 'The resolver'} says that ${name} has no ${type} record, and contradicts itself. ${why.en}`,
  ko: `리졸버(${resolver ?? '사용 중인 것'})에서 ${name}의 ${type} 레코드가 없다고 응답했지만, 응답에 모순이 있습니다. ${why.ko}`,
});

export const noLongerSound = (resolver: string): Text => ({
  en: `${resolver} stopped being a sound resolver during this check, so its answers prove nothing.`,
  ko: `점검하는 동안 리졸버(${resolver})의 응답을 믿을 수 없게 되어 판정하지 않았습니다.`,
});
