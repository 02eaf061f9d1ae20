/**
 * The name by which a repetition is known: the caller's own (Idempotency-Key, wsa:MessageID), or else the hash of the exact
 * content. It holds within the caller and the operation: nobody meets another one's message by choosing its name.
 */
import { newId, sha256Hex } from '../../kit/call.ts';
import { messageName } from '../message-name.ts';
import { refuse } from '../refusals.ts';
import type { Authenticated, Named, Read, Validated } from './stages.ts';

const givenForm = /^[!-~]{1,200}$/;

const nameOf = ({ caller, prepared, content, received, givenId }: Authenticated & Read & Validated): string => {
  const { name, operation } = prepared.placed;
  if (givenId !== undefined && !givenForm.test(givenId)) throw refuse('MESSAGE_ID_INVALID');
  if (operation.effect === 'query') return givenId ?? newId();
  const own = givenId ?? received?.sha256 ?? sha256Hex(JSON.stringify(content));
  return messageName(caller.party, name, own);
};

export const nameMessage = <S extends Authenticated & Read & Validated>(stage: S): S & Named => ({
  ...stage,
  messageId: nameOf(stage),
});
