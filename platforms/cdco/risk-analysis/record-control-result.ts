import { isDeepStrictEqual } from 'node:util';
import { standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { isEori } from './domain/history/operators.ts';
import type { RiskAreaCode } from './domain/risk-areas.ts';
import { type ControlResultMessage, lineOf } from './statistics-line.ts';
import { noteControl } from './storage/campaign-results.ts';
import { type StoredResult, writeResult } from './storage/control-results.ts';
import { recordFinds, type TraderFind } from './storage/trader-finds.ts';
import { judgeHits } from './trials/judge-hits.ts';
import type { TrialMetrics } from './trials/trial-metrics.ts';

const differs = (controlId: string) =>
  new Refusal({
    code: 'CONTROL_RESULT_DIFFERS',
    status: 'conflict',
    title: `Another result of the control ${controlId} was recorded before; it stands.`,
  });

/** As it comes back from the database, so that a repetition compares equal: without what is missing. */
const resultOf = (request: ControlResultMessage, reportedBy: string): StoredResult => ({
  reportedBy,
  controlId: request.controlId,
  line: JSON.parse(JSON.stringify(lineOf(request.goodsItem))),
  found: request.found,
  controlledOn: request.controlledOn,
  ...(request.riskAreaCode === undefined ? {} : { riskAreaCode: request.riskAreaCode as RiskAreaCode }),
  ...(request.reference === undefined ? {} : { reference: request.reference }),
});

/** What the control found, for each operator that the goods item names by its EORI: it raises scores for a while. */
const findsIn = ({ found, riskAreaCode, line, reportedBy, controlId, controlledOn }: StoredResult): TraderFind[] => {
  if (!found || riskAreaCode === undefined) return [];
  const operators = new Set(
    [line.declarant, line.importer, line.courier].filter((one) => one !== undefined && isEori(one)),
  );
  return [...operators].map((EORI) => ({
    reference: `${reportedBy}/${controlId}`,
    EORI: EORI as string,
    riskAreaCode,
    foundOn: controlledOn,
  }));
};

/** Who reports is who is authenticated: a Member State cannot record, or repeat, a control of another. */
export const recordControlResult =
  (store: Store, metrics: TrialMetrics) => async (request: ControlResultMessage, call: OperationCall) => {
    const result = resultOf(request, standsFor(call));
    return store.transaction(async (transaction) => {
      const { stored, isNew } = await writeResult(transaction, result);
      const { number, ...earlier } = stored;
      if (!isDeepStrictEqual(earlier, result)) throw differs(request.controlId);
      if (isNew) await recordFinds(transaction, findsIn(result));
      if (isNew) await noteControl(transaction, request.reference, result);
      if (isNew) await judgeHits(transaction, result, metrics);
      const { event, personalData = false } = call.operation.operation.audit;
      const outcome = isNew ? 'accepted' : 'done';
      transaction.audit(auditOf(call, event, outcome, { reference: request.controlId, personalData }));
      return { controlId: request.controlId, resultNumber: number };
    });
  };
