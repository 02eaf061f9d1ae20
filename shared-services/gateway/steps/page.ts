/**
 * What a page of a site asks of an operation, in the table of all messages: a person's request has the same rights, limits
 * and records as a system's. Its column differs where there is no HTTP message to read: the page has read its form already.
 */
import type { PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import type { Bearer, SiteDefinition } from '../pages/site/definition.ts';
import type { ReadParts } from './read.ts';
import type { Arrived, Authenticated, Placed, Read, Sealed, Sized, Spoken, Throttled } from './stages.ts';

export interface PageAsked extends Arrived {
  readonly asked: PlacedOperation;
  readonly content: unknown;
  /** Of the session; it never was in the browser. */
  readonly accessToken: string;
  /** The same when the same form is sent twice. */
  readonly givenId?: string;
}

/** The router does it for the whole request: a page may ask for several things. */
export const asItIs = <S extends PageAsked>(stage: S): S => stage;

/** A form is limited before it is read. */
export const limitedBefore = <S extends PageAsked & Placed>(stage: S): S & Sized => ({ ...stage, sized: true });

/** Seals are of systems. What a person does is proved by the session, and the page by its form. */
export const needsNoSeal = <S extends PageAsked & Authenticated>(stage: S): S & Sealed => ({ ...stage, sealed: false });

export const identifyAsked = <S extends PageAsked & Sized>(stage: S): S & Spoken => ({ ...stage, protocol: 'page' });

export const authenticateVisitor =
  (bearer: Bearer, callerOf: SiteDefinition['callerOf']) =>
  async <S extends PageAsked>(stage: S): Promise<S & Authenticated> => {
    const token = await bearer.authenticate(`Bearer ${stage.accessToken}`);
    return { ...stage, caller: callerOf(token), assertStill: () => bearer.assertBelieved(token) };
  };

export const readAsked =
  ({ preparedOf }: Pick<ReadParts, 'preparedOf'>) =>
  <S extends PageAsked & Authenticated & Throttled>(stage: S): S & Read => ({
    ...stage,
    prepared: preparedOf(stage.asked),
    unchecked: stage.content,
    structureFaults: [],
  });
