/** Who reads: by what the gateway found of the caller. */
import { standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Reader } from './domain/visibility.ts';

export const readerOf = (call: Pick<OperationCall, 'caller' | 'actingFor'>): Reader => ({
  memberState: standsFor(call),
  isRiskExpert: call.caller.profiles.includes('risk-expert'),
});
