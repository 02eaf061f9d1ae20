/** Whether the content is what the contract asks for, code lists of the day included. All faults at once. */
import { maxFaults } from '../../../reference-architecture/contract/validate.ts';
import { type Clock, toDay } from '../../kit/clock.ts';
import { refuse } from '../refusals.ts';
import type { Read, Validated } from './stages.ts';

export interface ValidateParts {
  readonly clock: Clock;
}

export const validate =
  ({ clock }: ValidateParts) =>
  <S extends Read>(stage: S): S & Validated => {
    const found = stage.prepared.validate(stage.unchecked, toDay(clock.nowMs()));
    if (found.length > 0 || stage.structureFaults.length > 0) {
      throw refuse('MESSAGE_INVALID', { faults: [...stage.structureFaults, ...found].slice(0, maxFaults) });
    }
    return { ...stage, content: stage.unchecked };
  };
