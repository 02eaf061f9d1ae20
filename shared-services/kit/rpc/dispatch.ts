/**
 * The door of a process: each call passes here, whether it came by gRPC or from the next folder. Who may call what is
 * read from the contract, and nowhere else.
 */
import type { Logger } from 'pino';
import { admits, type PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import type { Call } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { HostedApplication, OperationCall } from '../host/module.ts';
import type { OperationMetrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import { auditOf } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** The gateway through which a circle comes in; a call that claims a circle must have passed its gateway. */
const gatewayOf = { untrusted: 'speed2ng', trusted: 'ccn2ng', administrators: 'shared-services' } as const;

export interface Hosted {
  readonly placed: PlacedOperation;
  readonly hosted: HostedApplication;
  readonly store: Store;
}

export interface DispatchParts {
  readonly operations: ReadonlyMap<string, Hosted>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: OperationMetrics;
}

/** `peer` is the platform that the transport proved: the client certificate's, or this process's own. */
export type Dispatch = (operationId: string, request: unknown, call: Call, peer: string) => Promise<unknown>;

const notAdmitted = (id: string, detail: string) =>
  new Refusal({
    code: 'CALLER_NOT_ADMITTED',
    status: 'forbidden',
    title: `The contract of ${id} does not admit this caller.`,
    detail,
  });

const assertAdmitted = ({ id, operation }: PlacedOperation, call: Call, peer: string) => {
  const { circle, profiles, party } = call.caller;
  if (circle !== 'central' && gatewayOf[circle] !== peer) throw notAdmitted(id, `circle ${circle} through ${peer}`);
  if (circle === 'central' && call.via !== peer) throw notAdmitted(id, `${call.via} speaks through ${peer}`);
  if (!admits(operation.audience, circle, profiles))
    throw notAdmitted(id, `${circle} ${party} as ${profiles.join(', ')}`);
};

const deadlineExceeded = (id: string) =>
  new Refusal({
    code: 'DEADLINE_EXCEEDED',
    status: 'timeout',
    title: `${id} did not answer in time. Send the same message again.`,
  });

const withinDeadline = async <T>(work: Promise<T>, remainingMs: number, id: string): Promise<T> => {
  if (remainingMs <= 0) throw deadlineExceeded(id);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(deadlineExceeded(id)), remainingMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const createDispatch = ({ operations, clock, log, metrics }: DispatchParts): Dispatch => {
  /** Commands write their own record with their effect; here is the record of what had none. */
  const auditWithoutEffect = async (
    { placed, store }: Hosted,
    call: Call,
    outcome: 'done' | 'refused',
    code?: string,
  ) => {
    const { event, personalData } = placed.operation.audit;
    const more = { ...(code === undefined ? {} : { refusalCode: code }), ...(personalData ? { personalData } : {}) };
    await store.audit(auditOf(call, event, outcome, more));
  };

  const perform = async (target: Hosted, request: unknown, call: OperationCall): Promise<unknown> => {
    const handler = target.hosted.handlers[target.placed.name];
    if (handler === undefined) throw new Error(`no handler for ${target.placed.id}`);
    try {
      const reply = await withinDeadline(
        handler(request as never, call),
        call.deadlineAtMs - clock.nowMs(),
        target.placed.id,
      );
      if (target.placed.operation.effect === 'query') await auditWithoutEffect(target, call, 'done');
      return reply;
    } catch (error) {
      if (error instanceof Refusal) await auditWithoutEffect(target, call, 'refused', error.code).catch(() => {});
      throw error;
    }
  };

  return async (operationId, request, call, peer) => {
    const target = operations.get(operationId);
    if (target === undefined) {
      throw new Refusal({
        code: 'OPERATION_UNKNOWN',
        status: 'notFound',
        title: `There is no operation ${operationId} here.`,
      });
    }
    const measured = metrics.start(operationId, call.caller.circle);
    try {
      assertAdmitted(target.placed, call, peer);
      const reply = await perform(target, request, { ...call, operation: target.placed });
      measured.end('ok');
      return reply;
    } catch (error) {
      measured.end(error instanceof Refusal ? 'refused' : 'failed');
      if (!(error instanceof Refusal)) {
        log.error({ err: error, operation: operationId, conversationId: call.conversationId }, 'operation failed');
      }
      throw error;
    }
  };
};
