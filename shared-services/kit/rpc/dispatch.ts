/**
 * The door of a process: each call passes here, whether it came by gRPC or from the next folder. Who may call what is
 * read from the contract, and nowhere else.
 */
import type { Logger } from 'pino';
import { admits, type Circle, type PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import type { Call } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { HostedApplication, OperationCall } from '../host/module.ts';
import type { OperationMetrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import type { SecurityEvents } from '../security-events.ts';
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
  /** Where an application runs: a platform speaks for itself and for its own applications, and for no other's. */
  readonly platformOf: (application: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: OperationMetrics;
  /** Absent: nothing is noted for security. */
  readonly securityEvents?: Pick<SecurityEvents, 'note'>;
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

type PlatformOf = DispatchParts['platformOf'];

const isCircle = (circle: string): circle is Circle => circle === 'central' || Object.hasOwn(gatewayOf, circle);

/** What speaks against the call as it says to have come; nothing when the transport bears it out. */
const doubtAbout = ({ caller, via }: Call, peer: string, platformOf: PlatformOf) => {
  const { circle, profiles } = caller;
  if (circle !== 'central') return gatewayOf[circle] === peer ? undefined : `circle ${circle} through ${peer}`;
  if (via !== peer) return `${via} speaks through ${peer}`;
  const foreign = profiles.find((profile) => profile !== peer && platformOf(profile) !== peer);
  return foreign === undefined ? undefined : `${peer} speaks for ${foreign}`;
};

/** Traders alone act for others, and nobody does without a mandate. */
const doubtAboutActing = ({ caller, actingFor }: Call): string | undefined => {
  if (actingFor === undefined || (caller.circle === 'untrusted' && actingFor.mandateIds.length > 0)) return undefined;
  return `${caller.circle} ${caller.party} acts for ${actingFor.eori} by ${actingFor.mandateIds.length} mandates`;
};

const refusedFor = ({ operation }: PlacedOperation, call: Call, peer: string, platformOf: PlatformOf) => {
  const { circle, profiles, party } = call.caller;
  const doubt = doubtAbout(call, peer, platformOf) ?? doubtAboutActing(call);
  if (doubt !== undefined) return doubt;
  return admits(operation.audience, circle, profiles) ? undefined : `${circle} ${party} as ${profiles.join(', ')}`;
};

/** What the contract says of answers that leave no record; refusals and failures always do. */
const isQuiet = ({ operation: { audit } }: PlacedOperation, { again, protocol }: Call): boolean =>
  audit.refusalsOnly === true || (audit.openingOnly === true && again === true && protocol === 'page');

const deadlineExceeded = (id: string) =>
  new Refusal({
    code: 'DEADLINE_EXCEEDED',
    status: 'timeout',
    title: `${id} did not answer in time. Send the same message again.`,
  });

/** Longer than any timer can be set for. */
const maxTimerMs = 2 ** 31 - 1;

/** Work that nobody waits for any more is not begun. */
const withinDeadline = async <T>(work: () => Promise<T>, remainingMs: number, id: string): Promise<T> => {
  if (!(remainingMs > 0)) throw deadlineExceeded(id);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(deadlineExceeded(id)), Math.min(remainingMs, maxTimerMs));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
};

export const createDispatch = (parts: DispatchParts): Dispatch => {
  const { operations, platformOf, clock, log, metrics } = parts;
  /** Commands write their own record with their effect; here is the record of what had none. */
  const auditWithoutEffect = async (
    { placed, store }: Hosted,
    call: Call,
    outcome: 'done' | 'refused' | 'failed',
    code?: string,
  ) => {
    const { event, personalData } = placed.operation.audit;
    const more = { ...(code === undefined ? {} : { refusalCode: code }), ...(personalData ? { personalData } : {}) };
    await store.audit(auditOf(call, event, outcome, more));
  };

  const perform = async (target: Hosted, request: unknown, call: OperationCall): Promise<unknown> => {
    const { id, name, operation } = target.placed;
    const handler = target.hosted.handlers[name];
    if (handler === undefined) throw new Error(`no handler for ${id}`);
    const remainingMs = call.deadlineAtMs - clock.nowMs();
    const reply = await withinDeadline(() => handler(request as never, call), remainingMs, id);
    // Nothing is disclosed of which there is no record.
    if (operation.effect === 'query' && !isQuiet(target.placed, call)) await auditWithoutEffect(target, call, 'done');
    return reply;
  };

  /** The record of a failure must not hide the failure. */
  const auditFailure = (target: Hosted, call: Call, error: unknown) => {
    const recorded =
      error instanceof Refusal
        ? auditWithoutEffect(target, call, 'refused', error.code)
        : auditWithoutEffect(target, call, 'failed');
    return recorded.catch((cause: unknown) => {
      log.error({ err: cause, operation: target.placed.id, conversationId: call.conversationId }, 'no audit record');
    });
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
    const { circle } = call.caller;
    if (!isCircle(circle)) throw notAdmitted(operationId, `${peer} speaks of an unknown circle`);
    const measured = metrics.start(operationId, circle);
    const { conversationId, traceparent } = call;
    const told = { operation: operationId, circle, peer, partner: call.caller.party, conversationId, traceparent };
    try {
      const doubt = refusedFor(target.placed, call, peer, platformOf);
      if (doubt !== undefined) {
        const known = { credential: peer, operation: operationId, conversationId };
        parts.securityEvents?.note({ code: 'PLATFORM_NOT_ADMITTED', protocol: 'internal', ...known });
        throw notAdmitted(operationId, doubt);
      }
      const reply = await perform(target, request, { ...call, operation: target.placed });
      measured.end('ok');
      // Who came by a gateway has a line there, with the answer and its time.
      const level = isQuiet(target.placed, call) || circle !== 'central' ? 'debug' : 'info';
      log[level](told, 'operation performed');
      return reply;
    } catch (error) {
      measured.end(error instanceof Refusal ? 'refused' : 'failed');
      if (!(error instanceof Refusal)) log.error({ ...told, err: error }, 'operation failed');
      else if (error.code === 'CALLER_NOT_ADMITTED') log.warn({ ...told, detail: error.detail }, 'caller not admitted');
      else log.info({ ...told, code: error.code }, 'operation refused');
      await auditFailure(target, call, error);
      throw error;
    }
  };
};
