import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { contract } from './contract.ts';
import { refuse } from './refusals.ts';
import type { Use } from './register-api-client.ts';
import { viewOfSeal } from './seal-view.ts';
import { findSealOf } from './storage/seals.ts';

type Consult = (typeof contract)['services']['SealCertificates']['operations']['consultSeal'];

/** Another operator's seal is as unknown as one that does not exist. */
export const consultSeal =
  ({ store, clock }: Use): Handler<RequestOf<Consult>, ReplyOf<Consult>> =>
  async ({ fingerprint256 }, { caller }) => {
    const seal = await findSealOf(store, caller.party, fingerprint256);
    if (seal === undefined) throw refuse('SEAL_UNKNOWN');
    return viewOfSeal(store, seal, clock.nowMs());
  };
