import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Bell } from './bell.ts';
import type { contract } from './contract.ts';
import { readStanding, type StandingChange, type StandingNews } from './storage/standing.ts';

type Watch = (typeof contract)['services']['CredentialRegister']['operations']['watchStanding'];

const changeView = ({ kind, id, believed, issuedBeforeMs, untilMs }: StandingChange) => ({
  ...{ kind, id, believed },
  ...(issuedBeforeMs === undefined ? {} : { issuedBefore: toSecond(issuedBeforeMs) }),
  ...(untilMs === undefined ? {} : { until: toSecond(untilMs) }),
});

const reply = ({ revision, whole, changes }: StandingNews): ReplyOf<Watch> => ({
  revision,
  whole,
  ...(changes.length === 0 ? {} : { change: changes.map(changeView) }),
});

const isNews = ({ whole, changes }: StandingNews): boolean => whole || changes.length > 0;

/** Whoever asks now finds another process, or this one again: at once would be too soon. */
const ending = () =>
  new Refusal({ code: 'SERVICE_UNAVAILABLE', ...commonRefusals.SERVICE_UNAVAILABLE, retryAfterMs: 1000 });

/** Looks once more when the time is over: a bell that was not heard delays news by no more than the wait. */
export const watchStanding =
  ({ store, bell }: { readonly store: Store; readonly bell: Bell }): Handler<RequestOf<Watch>, ReplyOf<Watch>> =>
  async ({ since, waitMs = 0 }) => {
    if (bell.stopped) throw ending();
    // Listening begins before looking: what is committed in between rings.
    const waiting = bell.wait(waitMs);
    try {
      const first = await readStanding(store, since);
      if (isNews(first) || waitMs === 0) return reply(first);
      await waiting.over;
      return reply(await readStanding(store, since));
    } finally {
      waiting.cancel();
    }
  };
