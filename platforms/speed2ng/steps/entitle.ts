/** Whether the caller may speak for whom the message speaks: it is one of them, or has the mandate of one. */
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, Entitled, Read, Validated } from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';

export interface EntitleParts {
  /** Mandates, as UUM&DS knows them; without it nobody acts for another. */
  readonly mayActFor?: (caller: Caller, eori: string) => Promise<boolean>;
}

const valueAt = (content: unknown, pointer: string): unknown => {
  let value = content;
  for (const name of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
};

const spokenFor = ({ content }: Validated, pointers: readonly string[]): string[] =>
  pointers.flatMap((pointer) => {
    const eori = valueAt(content, pointer);
    return typeof eori === 'string' ? [eori] : [];
  });

export const entitle =
  ({ mayActFor }: EntitleParts) =>
  async <S extends Authenticated & Read & Validated>(stage: S): Promise<S & Entitled> => {
    const pointers = stage.prepared.placed.operation.speaksFor;
    const entitled: S & Entitled = { ...stage, entitled: true };
    if (pointers === undefined) return entitled;
    const parties = spokenFor(stage, pointers);
    if (parties.includes(stage.caller.party)) return entitled;
    for (const party of parties) if (await mayActFor?.(stage.caller, party)) return entitled;
    throw refuse('NOT_ENTITLED');
  };
