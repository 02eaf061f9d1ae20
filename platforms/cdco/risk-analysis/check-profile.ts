import { standsFor } from '../../../shared-services/kit/call.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { checkProfile as check, type Verdict } from './domain/check-profile.ts';
import { decimalText } from './domain/decimal.ts';
import type { LiveEngine } from './live-engine.ts';
import type { OverlapWarnings } from './trials/overlap-warnings.ts';
import { vocabularies } from './vocabularies.ts';

/** More than these, and the first ones are told: whoever mends them asks again. */
export const mostFaults = 99;

/** @param id of what is defined */
export type Checker = (definition: string, id: string) => Verdict;

/** By the codes of today and the traffic of now. */
export const createChecker =
  ({ codeLists, clock }: Pick<Dependencies, 'codeLists' | 'clock'>, engine: LiveEngine) =>
  (definition: string): Verdict => {
    const today = toDay(clock.nowMs());
    const hasCode = (list: string, code: string) => !codeLists.knows(list) || codeLists.has(list, code, today);
    return check(definition, { vocabularies, hasCode, traffic: engine.traffic() });
  };

/** Changes nothing: an editor asks as often as it likes. */
export const checkProfile =
  (checked: (definition: string) => Verdict, overlaps: OverlapWarnings) =>
  async ({ definition }: { readonly definition: string }, call: OperationCall) => {
    const { faults, warnings: told, microseconds } = checked(definition);
    const warnings = [...told, ...(faults.length === 0 ? await overlaps(definition, standsFor(call)) : [])];
    return {
      acceptable: faults.length === 0,
      ...(faults.length === 0 ? {} : { faults: faults.slice(0, mostFaults) }),
      ...(warnings.length === 0 ? {} : { warnings }),
      ...(microseconds === undefined
        ? {}
        : { microseconds: decimalText(BigInt(Math.round(microseconds * 1_000_000))) }),
    };
  };
