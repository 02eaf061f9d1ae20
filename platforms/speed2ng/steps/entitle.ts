/**
 * Whether the caller may speak for whom the message speaks. UUM&DS is asked for each message, and nothing of its answer is
 * kept: a mandate that was revoked is worth nothing from the next message on, at every gateway. No answer is a no.
 */
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type {
  Arrived,
  Authenticated,
  Entitled,
  Read,
  Validated,
} from '../../../shared-services/gateway/steps/stages.ts';
import type { ActingFor } from '../../../shared-services/kit/call.ts';
import type { AskEntitlement, Entitlement } from '../entitlements.ts';
import { pathOf, type Spoken, spokenFor } from './spoken-for.ts';

export interface EntitleParts {
  readonly askEntitlement: AskEntitlement;
}

type Lacking = NonNullable<Entitlement['lacking']>;

const titles: Readonly<Record<NonNullable<Entitlement['reason']>, string>> = {
  NO_MANDATE: 'There is no mandate',
  MANDATE_NOT_ACCEPTED: 'The mandate has not been accepted',
  MANDATE_NOT_YET_VALID: 'The first day of the mandate has not come',
  MANDATE_EXPIRED: 'The last day of the mandate is over',
  MANDATE_REVOKED: 'The mandate was revoked',
  MANDATE_OUT_OF_SCOPE: 'The mandate does not cover this operation',
  MANDATE_OF_OTHER_KIND: 'The mandate is not of the kind of representation that the message speaks of',
};

const whose: Readonly<Record<Lacking, string>> = {
  caller: 'by which the caller may send this for another',
  representative: 'by which the named representative may represent',
};

const refusalFor = ({ reason = 'NO_MANDATE', lacking = 'caller' }: Entitlement, path: string[]) =>
  refuse('NOT_ENTITLED', { faults: [{ code: reason, path, message: `${titles[reason]} ${whose[lacking]}.` }] });

const actingFor = ({ actingFor: eori, mandateId: mandateIds = [] }: Entitlement): { actingFor?: ActingFor } =>
  eori === undefined ? {} : { actingFor: { eori, mandateIds } };

export const entitle =
  ({ askEntitlement }: EntitleParts) =>
  async <S extends Arrived & Authenticated & Read & Validated>(stage: S): Promise<S & Entitled> => {
    const { id, operation } = stage.prepared.placed;
    const { speaksFor } = operation;
    const spoken: Spoken | undefined =
      speaksFor === undefined ? undefined : spokenFor(stage.content, speaksFor, stage.caller.party);
    if (speaksFor === undefined || spoken === undefined) return { ...stage, entitled: true };
    const answer = await askEntitlement({ ...spoken, operationId: id }, stage.conversation);
    if (!answer.entitled) throw refusalFor(answer, pathOf(speaksFor, answer.lacking ?? 'caller'));
    return { ...stage, entitled: true, ...actingFor(answer) };
  };
