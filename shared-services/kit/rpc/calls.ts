/** How one part of the platform calls another: by the other's contract, wherever it runs. */
import type {
  Application,
  OperationsOf,
  ReplyOf,
  RequestOf,
} from '../../../reference-architecture/contract/language.ts';
import type { Call } from '../call.ts';

/** Carries a call to the process that hosts the operation, this one or another. */
export type Carry = (operationId: string, request: unknown, call: Call) => Promise<unknown>;

export type ClientOf<A extends Application> = {
  readonly [Name in keyof OperationsOf<A>]: (
    request: RequestOf<OperationsOf<A>[Name]>,
    call: Call,
  ) => Promise<ReplyOf<OperationsOf<A>[Name]>>;
};

export interface Calls {
  /** `calls.to(riskAnalysis).assess(request, call)` */
  to<A extends Application>(contract: A): ClientOf<A>;
}

export const createCalls = (carry: Carry): Calls => ({
  to: <A extends Application>(contract: A) => {
    const names = Object.values(contract.services).flatMap((service) => Object.keys(service.operations));
    const client = names.map((name) => [
      name,
      (request: unknown, call: Call) => carry(`${contract.name}.${name}`, request, call),
    ]);
    return Object.fromEntries(client) as ClientOf<A>;
  },
});

/** The call that an application makes on its own behalf while it handles another one: same conversation, its own name. */
export const onBehalfOf = (
  application: Application,
  cause: Pick<Call, 'conversationId' | 'traceparent'>,
  of: {
    readonly messageId: string;
    readonly deadlineAtMs: number;
  },
): Call => ({
  caller: { circle: 'central', party: application.name, profiles: [application.name], subject: application.platform },
  conversationId: cause.conversationId,
  traceparent: cause.traceparent,
  messageId: of.messageId,
  deadlineAtMs: of.deadlineAtMs,
  via: application.platform,
  protocol: 'internal',
});
