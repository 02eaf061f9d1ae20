/** Passes the message on to the platform that hosts the operation, and waits as long as the contract says. */
import { givesReceipt } from '../../../reference-architecture/contract/receipt.ts';
import type { Acceptance } from '../../kit/call.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Carry } from '../../kit/rpc/calls.ts';
import type { Answered, Forwardable } from './stages.ts';

export interface ForwardParts {
  readonly carry: Carry;
  readonly clock: Clock;
  /** The gateway's platform. */
  readonly via: string;
}

export const forward =
  ({ carry, clock, via }: ForwardParts) =>
  async <S extends Forwardable>(stage: S): Promise<S & Answered> => {
    const { prepared, content, caller, conversation, messageId, protocol, received, actingFor, again } = stage;
    const { id, operation } = prepared.placed;
    let told: { readonly acceptance?: Acceptance } = {};
    const accepted = (acceptance: Acceptance) => {
      told = { acceptance };
    };
    const reply = await carry(id, content, {
      caller,
      ...conversation,
      messageId,
      via,
      protocol,
      deadlineAtMs: clock.nowMs() + operation.deadlineMs,
      ...(again === undefined ? {} : { again }),
      ...(received === undefined ? {} : { received }),
      ...(actingFor === undefined ? {} : { actingFor }),
      ...(givesReceipt(operation) ? { accepted } : {}),
    });
    return { ...stage, reply, ...told };
  };
