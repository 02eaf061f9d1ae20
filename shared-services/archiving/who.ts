/** What the archive shows to whom, beyond the audiences of its contract. */
import type { OperationCall } from '../kit/host/module.ts';

const has = ({ caller }: OperationCall, ...profiles: readonly string[]): boolean =>
  caller.profiles.some((profile) => profiles.includes(profile));

/** Support finds a case by its number, and does not learn from here who else traded. */
export const seesParties = (call: OperationCall): boolean => has(call, 'operator', 'auditor');

/** Of risk analysis and its reasons. */
export const seesRestricted = (call: OperationCall): boolean => has(call, 'auditor');
