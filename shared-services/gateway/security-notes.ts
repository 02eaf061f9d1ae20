/** What a gateway notes for security: refusals, with who was proved and from where it came; and how much partners send. */
import type { Caller } from '../kit/call.ts';
import { Refusal } from '../kit/refusal.ts';
import type { SecurityEvents } from '../kit/security-events.ts';
import { withdrawnFault } from '../security/domain/kinds.ts';
import { type Connection, clientAddress, type IsProxy } from './throttling/address.ts';

export interface NotedRequest {
  readonly connection: Connection;
  readonly protocol: string;
  readonly operation?: string | undefined;
  readonly conversationId?: string;
  /** Absent: nobody was proved. */
  readonly caller?: Caller | undefined;
}

export type ConnectionRefused = 'TLS_HANDSHAKE_REFUSED' | 'TLS_HANDSHAKE_FAILED' | 'LOCKED_OUT';

/** Neither waits, neither throws. */
export interface SecurityNotes {
  refused(reason: unknown, request: NotedRequest): void;
  answered(request: Pick<NotedRequest, 'connection' | 'caller'>): void;
  /** A connection that was none: for want of a certificate that counts, or whatever else its handshake lacked. */
  connectionRefused(code: ConnectionRefused, remoteAddress: string | undefined): void;
}

export interface SecurityNotesParts {
  readonly events: SecurityEvents;
  readonly isProxy: IsProxy;
}

/** An administrator is no partner: it acts under an account of its own. */
const partnerOf = ({ circle, party }: Caller) => (circle === 'administrators' ? {} : { partner: party });

const without = <T extends object>(of: T): { [Name in keyof T]: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never;

const provedIn = (reason: Refusal, caller: Caller | undefined) =>
  caller === undefined
    ? without({ partner: reason.proved?.partner, credential: reason.proved?.credential })
    : { ...partnerOf(caller), credential: caller.subject };

const maxFaults = 4;

export const createSecurityNotes = ({ events, isProxy }: SecurityNotesParts): SecurityNotes => ({
  refused: (reason, { connection, caller, ...facts }) => {
    if (!(reason instanceof Refusal)) return;
    const { code, faults } = reason;
    const fault = faults.slice(0, maxFaults).map((one) => one.code);
    if (reason.proved?.withdrawn === true) fault.unshift(withdrawnFault);
    const address = clientAddress(connection, isProxy) || undefined;
    const known = without({ ...provedIn(reason, caller), ...facts, address });
    events.note({ code, ...known, ...(fault.length === 0 ? {} : { fault }) });
  },
  answered: ({ connection, caller }) => {
    if (caller === undefined || caller.circle === 'administrators') return;
    events.count(caller.party, clientAddress(connection, isProxy) || undefined);
  },
  connectionRefused: (code, remoteAddress) => {
    const address = clientAddress({ remoteAddress }, () => false) || undefined;
    events.note(without({ code, protocol: 'tls', address }));
  },
});
