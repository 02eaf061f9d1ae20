/** The simulated system as a whole: how messages come in, who works on them, how answers go out. */
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Ccn2ngClient } from './ccn2ng/client.ts';
import { createGrpcClient, createGrpcService } from './ccn2ng/grpc.ts';
import { createRest, createRestClient } from './ccn2ng/rest.ts';
import { createSoapClient } from './ccn2ng/soap.ts';
import { startEndpoint } from './inbox/endpoint.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import { pullByGrpc } from './inbox/pull-grpc.ts';
import { pullByRest } from './inbox/pull-rest.ts';
import { createOffice } from './office.ts';
import type { Options } from './options.ts';
import { createSigning, type Signing } from './signing.ts';
import type { Voice } from './voice.ts';

export interface SystemParts {
  readonly options: Options;
  readonly clock: Clock;
  readonly voice: Voice;
}

export interface System {
  /** Rejects when the system cannot go on. */
  readonly running: Promise<void>;
  /** Takes nothing more, finishes what it has for a while, and ends. */
  stop(): Promise<void>;
}

const graceMs = 3000;

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms).unref())]);

const clientOf = ({ mode, ccn2ng, grpc, tls }: Options, signing: Signing): Ccn2ngClient => {
  const rest = createRest(ccn2ng, tls);
  if (mode === 'push') return createSoapClient(ccn2ng, tls, rest, signing);
  return mode === 'pull-rest' ? createRestClient(rest) : createGrpcClient(grpc, tls, rest);
};

/** Something that brings messages: what ends it, and how long it goes on. */
interface Source {
  readonly running: Promise<void>;
  close(): Promise<void>;
}

const openSource = async (
  { voice, options, signing }: SystemParts & { readonly signing: Signing },
  inbox: Inbox,
  signal: AbortSignal,
): Promise<Source> => {
  const { mode, ccn2ng, grpc, tls, listen } = options;
  const ready = (how: string) => voice.say(`ready: ${how}`);
  if (mode === 'push') {
    const endpoint = await startEndpoint({ ...listen, tls, signing, inbox, voice });
    ready(`push at ${endpoint.url}`);
    return { running: new Promise(() => {}), close: () => endpoint.stop() };
  }
  if (mode === 'pull-rest') {
    const rest = createRest(ccn2ng, tls);
    const running = pullByRest({ rest, inbox, voice, signal, ready: () => ready(`pulls by REST from ${ccn2ng}`) });
    return { running, close: () => rest.close() };
  }
  const exchange = createGrpcService(grpc, tls, 'ccn2ng', 'Exchange');
  const running = pullByGrpc({ exchange, inbox, voice, signal, ready: () => ready(`pulls by gRPC from ${grpc}`) });
  return { running, close: async () => exchange.close() };
};

/** @throws {Error} the address for pushes is taken */
export const startSystem = async (parts: SystemParts): Promise<System> => {
  const { options, clock, voice } = parts;
  const receiving = new AbortController();
  const working = new AbortController();
  const { country, behaviour, tls, signs, requiresSignatures: requires } = options;
  const signing = createSigning({ tls, clock, signs, requires });
  const ccn2ng = clientOf(options, signing);
  const office = createOffice({ country, behaviour, ccn2ng, clock, voice, signal: working.signal });
  const inbox = createInbox({ handle: office.handle, clock, voice, signal: working.signal });
  const source = await openSource({ ...parts, signing }, inbox, receiving.signal);
  const running = source.running.catch((error: unknown) => {
    if (!receiving.signal.aborted) throw error;
  });
  return {
    running,
    stop: async () => {
      receiving.abort();
      await within(graceMs, inbox.idle());
      working.abort();
      await within(graceMs, Promise.allSettled([source.close(), ccn2ng.close()]));
    },
  };
};
