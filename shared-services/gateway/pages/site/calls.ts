/** How a page asks for what the contracts offer: by their operations, through the gateway's table. */
import {
  type Application,
  operationsOf,
  type PlacedOperation,
} from '../../../../reference-architecture/contract/language.ts';
import { newId } from '../../../kit/call.ts';
import type { Metrics } from '../../../kit/metrics.ts';
import { Refusal } from '../../../kit/refusal.ts';
import type { ClientOf } from '../../../kit/rpc/calls.ts';
import type { Admission } from '../../admission.ts';
import type { Conversation } from '../../conversation.ts';
import type { PageAsked } from '../../steps/page.ts';
import type { Answered } from '../../steps/stages.ts';
import type { Run } from '../../table.ts';

export interface CallParts {
  /** The gateway's table; what pages ask takes a column of it. */
  readonly receive: Run<PageAsked, Answered>;
  readonly admission: Admission;
  readonly metrics: Metrics;
}

export interface Asker {
  readonly conversation: Conversation;
  readonly accessToken: string;
  /** Name of the form that is sent; commands take it as the name of the message. */
  readonly formId?: string;
  /** The page is open, and shows what changes: not its first look. */
  readonly again?: true;
}

type Requests<Client> = {
  readonly [Name in keyof Client]: Client[Name] extends (request: infer Request, ...more: never[]) => infer Reply
    ? (request: Request) => Reply
    : never;
};

/** Calls in the name of one visitor: `to(mandates).listMandates({ role: 'mandatary' })`. */
export interface VisitorCalls {
  to<A extends Application>(contract: A): Requests<ClientOf<A>>;
}

/** @throws {Refusal} whatever the table, or the operation, says no to */
const ask = async (
  { receive, admission, metrics }: CallParts,
  asker: Asker,
  asked: PlacedOperation,
  content: unknown,
) => {
  const sinceMs = performance.now();
  const place = admission.place();
  const { formId, ...who } = asker;
  const named = asked.operation.effect === 'command' ? { givenId: formId ?? newId() } : {};
  try {
    const outcome = await receive({ ...who, place, asked, content, ...named });
    const code = outcome.done ? 'done' : outcome.reason instanceof Refusal ? outcome.reason.code : 'failed';
    metrics.request('page', asked.id, code, (performance.now() - sinceMs) / 1000);
    if (outcome.done) return outcome.stage.reply;
    throw outcome.reason;
  } finally {
    place.leave();
  }
};

export const callsOf =
  (parts: CallParts) =>
  (asker: Asker): VisitorCalls => ({
    to: <A extends Application>(contract: A) =>
      Object.fromEntries(
        operationsOf(contract).map((asked) => [asked.name, (content: unknown) => ask(parts, asker, asked, content)]),
      ) as Requests<ClientOf<A>>,
  });
