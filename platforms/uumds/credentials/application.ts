import { implement } from '../../../shared-services/kit/host/module.ts';
import { type Loop, startLoop } from '../../../shared-services/kit/loop.ts';
import type { Listening } from '../../../shared-services/kit/store/listen.ts';
import { describeRealm } from '../realm.ts';
import { activateSeal } from './activate-seal.ts';
import { beginSealRegistration } from './begin-seal-registration.ts';
import { createBell } from './bell.ts';
import { completeSealRegistration } from './complete-seal-registration.ts';
import { consultApiClient } from './consult-api-client.ts';
import { consultSeal } from './consult-seal.ts';
import { contract } from './contract.ts';
import { endSignIn } from './end-sign-in.ts';
import { findApiClient } from './find-api-client.ts';
import { findSeal } from './find-seal.ts';
import { listApiClients } from './list-api-clients.ts';
import { listSeals } from './list-seals.ts';
import { registerApiClient } from './register-api-client.ts';
import { createAdministration } from './registrar/administration.ts';
import { type Registrar, startRegistrar } from './registrar/registrar.ts';
import { followSignOuts, type SignOuts } from './registrar/sign-outs.ts';
import { remindOfEnds } from './remind-of-ends.ts';
import { resumeApiClient } from './resume-api-client.ts';
import { resumeSeal } from './resume-seal.ts';
import { revokeApiClient } from './revoke-api-client.ts';
import { revokeSeal } from './revoke-seal.ts';
import { rotateApiClientKeys } from './rotate-api-client-keys.ts';
import { forgetChallenges } from './storage/challenges.ts';
import { putOperatorProfiles } from './storage/operator-profiles.ts';
import { forgetStanding, standingChannel } from './storage/standing.ts';
import { suspendApiClient } from './suspend-api-client.ts';
import { suspendSeal } from './suspend-seal.ts';
import { takeBars } from './take-bars.ts';
import { watchStanding } from './watch-standing.ts';

const dayMs = 86_400_000;
/** No token lives as long: what was withdrawn then has nothing left that could be refused. */
const standingKeptMs = dayMs;
const forgetEveryMs = 3_600_000;
const remindEveryMs = 3_600_000;

/** Operators of the embedded sign-in; of those in an operator's own, the administrator's token says what they hold. */
const operatorsOfRealm = () =>
  describeRealm().organisations.flatMap(({ circle, eori, profiles }) =>
    eori === undefined || circle !== 'untrusted' ? [] : [{ eori, profiles }],
  );

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, clock, log, settings, gauge, counted } = dependencies;
  const remind = remindOfEnds(dependencies);
  const bell = createBell();
  const use = { store, clock, bell };
  let [listening, loop, reminding]: [Listening?, Loop?, Loop?] = [];
  let [registrar, signOuts]: [Registrar?, SignOuts?] = [];
  const forget = async () => {
    await forgetStanding(store, clock.nowMs() - standingKeptMs);
    await forgetChallenges(store, clock.nowMs() - dayMs);
  };
  return {
    handlers: {
      registerApiClient: registerApiClient(use),
      listApiClients: listApiClients(use),
      consultApiClient: consultApiClient(use),
      rotateApiClientKeys: rotateApiClientKeys(use),
      suspendApiClient: suspendApiClient(use),
      resumeApiClient: resumeApiClient(use),
      revokeApiClient: revokeApiClient(use),
      beginSealRegistration: beginSealRegistration(use),
      completeSealRegistration: completeSealRegistration(use),
      listSeals: listSeals(use),
      consultSeal: consultSeal(use),
      activateSeal: activateSeal(use),
      suspendSeal: suspendSeal(use),
      resumeSeal: resumeSeal(use),
      revokeSeal: revokeSeal(use),
      findSeal: findSeal(use),
      watchStanding: watchStanding(use),
      findApiClient: findApiClient(use),
      endSignIn: endSignIn(use),
    },
    subscriptions: { 'security.barChanged': takeBars(use) },
    ready: async () => {
      if (settings.demonstrationAccounts) await putOperatorProfiles(store, operatorsOfRealm());
      listening = store.listen(standingChannel, bell.ring);
      if (settings.registrar !== undefined) {
        const ask = createAdministration({ ...settings.registrar, clock });
        registrar = startRegistrar({ store, clock, log, bell, ask, gauge, counted });
        signOuts = followSignOuts({ store, clock, log, bell, ask, gauge });
      }
      loop = startLoop({ name: 'credentials that are over', intervalMs: forgetEveryMs, work: forget, log });
      reminding = startLoop({ name: 'credentials that end', intervalMs: remindEveryMs, work: remind, log });
    },
    letGo: bell.stop,
    stop: async () => {
      bell.stop();
      await Promise.all([registrar, signOuts, loop, reminding].map((one) => one?.stop()));
      await listening?.stop();
    },
  };
});
