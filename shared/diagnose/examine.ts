/**
 * Diagnoses made offline -> the same with what is true today: each cause checked live, the preconditions of asking a receiver
 * tested, and the request prepared. All diagnoses of a command or a request are looked at together, so that a hundred
 * bounces about one address ask once.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { remedyFor } from '../bounce/remedies.ts';
import { doubtAbout } from '../dns/soundness.ts';
import { defined } from '../model/defined.ts';
import { createAsking, type DiagnosePorts } from './asking.ts';
import { checksOf, listSubject, liveOf } from './live.ts';
import { type Precondition, standingOf } from './preconditions.ts';
import { type PreparedRequest, prepare } from './request-text.ts';
import { type RequestTo, requestTo } from './requests.ts';
import { type DiagnosedSender, type Sender, subjectOf } from './subject.ts';

export type Examined = Diagnosis & {
  /** Empty where nobody is to be asked, or nothing was tested (`--offline`). */
  readonly preconditions: readonly Precondition[];
  /** Once no precondition is unmet. */
  readonly request?: PreparedRequest;
};

export type { DiagnosePorts, Sender };

/** DNS questions for one call, whatever was handed in. */
const MOST_QUESTIONS = 500;

export const unexamined = (diagnosis: Diagnosis, sender: Sender): Examined => ({
  ...diagnosis,
  remedy: remedyFor(diagnosis.remedy, subjectOf(diagnosis, sender).ip),
  preconditions: [],
});

type Planned = {
  readonly diagnosis: Diagnosis;
  readonly subject: DiagnosedSender;
  readonly request: RequestTo | undefined;
};

/** In the order given. */
export async function examine(
  diagnoses: readonly Diagnosis[],
  sender: Sender,
  ports: DiagnosePorts,
  mostQuestions = MOST_QUESTIONS,
): Promise<readonly Examined[]> {
  const planned = diagnoses.map(
    (diagnosis): Planned => ({ diagnosis, subject: subjectOf(diagnosis, sender), request: requestTo(diagnosis) }),
  );
  const asking = createAsking(listedBy(planned), mostQuestions, ports);
  const examined = await Promise.all(
    planned.map(async ({ diagnosis, subject, request }): Promise<Examined> => {
      const offline = unexamined(diagnosis, sender);
      const [live, standing] = await Promise.all([
        liveOf(diagnosis, subject, asking),
        request === undefined ? undefined : standingOf(diagnosis, request, subject, asking),
      ]);
      if (request === undefined || standing === undefined) return { ...offline, live };
      const prepared = prepare(diagnosis, request, subject, standing, ports.clock.now());
      const { preconditions } = standing;
      return { ...offline, live, preconditions, ...defined({ request: prepared }) };
    }),
  );
  const doubt = doubtAbout(await ports.proofs('again'));
  return doubt === null ? examined : examined.map((one) => doubted(one, doubt.en));
}

/** A portal may have begun to answer in between: then nothing of what was found is true of the world. */
function doubted({ request: _, ...examined }: Examined, why: string): Examined {
  return {
    ...examined,
    live: examined.live.map((one) => ({ ...one, verdict: 'cannot be checked from here', why })),
    preconditions: examined.preconditions.map((one) => ({ ...one, status: 'unknown', why })),
  };
}

/** Whom each list will be asked about, for live checks and preconditions alike. */
function listedBy(planned: readonly Planned[]): ReadonlyMap<string, ReadonlySet<string>> {
  const subjects = new Map<string, Set<string>>();
  const note = (id: string, subject: string | undefined): void => {
    if (subject === undefined) return;
    const known = subjects.get(id) ?? new Set<string>();
    subjects.set(id, known.add(subject));
  };
  for (const { diagnosis, subject, request } of planned) {
    for (const check of checksOf(diagnosis))
      if (check.startsWith('dnsbl:')) note(check.slice('dnsbl:'.length), listSubject(diagnosis, subject));
    for (const id of request?.feeds ?? []) note(id, subject.ip);
  }
  return subjects;
}
