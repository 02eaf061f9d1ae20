/**
 * The official wire contract as touchstone: a client that zeep generates from the official WSDL calls a real CCN2ng with a
 * client certificate. Only the address is given to it. `npm run test:zeep`
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { defaultRevocationPolicy } from '../../../shared-services/kit/identity/revocation.ts';
import { createTrust } from '../../../shared-services/kit/identity/trust.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../shared-services/kit/metrics.ts';
import { openPool } from '../../../shared-services/kit/postgres/pool.ts';
import { createStore } from '../../../shared-services/kit/store/store.ts';
import { contract as entry } from '../../cdco/entry/contract.ts';
import { shippedCodeLists } from '../../cdco/entry/test-support/shipped-code-lists.ts';
import { ensureDevelopmentCertificates } from '../../uumds/certificate-authority/development.ts';
import { contract } from '../contract.ts';
import { startCcn2ng } from '../server.ts';

const officialContracts = resolve(
  import.meta.dirname,
  '../../../../shared/specs/ics2-cr-for-nes-v2/public/eu/outbound/CR-for-NES-Services-V2',
);
const python = '/usr/bin/python3';
const log = silentLogger();
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Debian's own package, for Debian's own Python. */
const haveZeep = (): boolean => {
  const has = () => spawnSync(python, ['-c', 'import zeep'], { stdio: 'ignore' }).status === 0;
  if (has()) return true;
  say('python3-zeep is not installed: apt-get install python3-zeep');
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'python3-zeep'], { stdio: 'inherit' });
  return has();
};

/** Answers of the platforms behind: a declaration of which only the MRN is known. */
const answerOf = (id: string, request: unknown): unknown =>
  id !== 'entry.QueryENS'
    ? undefined
    : {
        MessageHeader: {
          messageId: 'answer-1',
          messageTimestamp: '2026-11-21T12:00:00Z',
          messageSender: 'EU.CR',
          messageRecipient: 'NES.BE',
        },
        functionalReference: (request as { MRN: string }).MRN,
      };

const startGateway = async (directory: string, carried: string[]) => {
  const certificates = await ensureDevelopmentCertificates({
    ...{ directory, clock: systemClock, log, memberStates: ['BE'], services: ['ccn2ng'] },
    hosts: ['127.0.0.1', 'localhost'],
  });
  const pem = ({ key, certificate: cert }: { key: string; certificate: string }) => ({ key, cert });
  // Nobody asks the exchange here: no connection is ever opened.
  const settings = { maxConnections: 1, applicationName: 'interop', statementTimeoutMs: 1000, log };
  const store = createStore({ component: 'ccn2ng', pool: openPool('postgres://127.0.0.1:1/none', settings), log });
  const gateway = await startCcn2ng({
    carry: async (id, request) => {
      carried.push(id);
      return answerOf(id, request);
    },
    ...{ catalogue: [contract, entry], codeLists: shippedCodeLists(), store, clock: systemClock, log },
    certificates: () => ({
      server: pem(certificates.gateway('ccn2ng')),
      trustAnchor: certificates.trustAnchor,
      client: pem(certificates.service('ccn2ng', 'push')),
    }),
    trust: await createTrust(certificates, { policy: defaultRevocationPolicy, clock: systemClock, log }),
    ...{ memberStates: new Map(), host: '127.0.0.1', port: 0, grpcPort: 0, metrics: createMetrics('ccn2ng') },
  });
  return { gateway, certificates };
};

interface Told {
  readonly call: string;
  readonly result: 'taken' | 'answered' | 'fault' | 'error';
  readonly subcode?: string;
  readonly reference?: string;
}

/** What each call must come to. */
const expected = ({ call }: Told): Partial<Told> => {
  if (call.startsWith('QueryENS')) return { result: 'answered', reference: '26BE00000000001ST7' };
  if (call.startsWith('IsAlive of ENSConsultationDS')) return { result: 'answered' };
  if (call.startsWith('a country')) return { result: 'fault', subcode: 'MESSAGE_INVALID' };
  return { result: 'taken' };
};

const isAsExpected = (told: Told): boolean =>
  Object.entries(expected(told)).every(([name, value]) => told[name as keyof Told] === value);

const runClient = async (...given: string[]): Promise<Told[]> => {
  const client = spawn(python, [join(import.meta.dirname, 'call_ccn2ng.py'), officialContracts, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const all: Told[] = [];
  for await (const line of createInterface({ input: client.stdout })) {
    const told = JSON.parse(line) as Told;
    all.push(told);
    say(`${isAsExpected(told) ? 'ok    ' : 'FAILED'} ${line}`);
  }
  return all;
};

const callsWanted = 17;
const carriedWanted = 12;

const main = async (): Promise<number> => {
  if (!existsSync(officialContracts)) {
    say('SKIPPED: the official WSDL is not tried, because ../shared/specs is absent');
    return 0;
  }
  if (!haveZeep()) {
    say('SKIPPED: python3-zeep cannot be installed here');
    return 0;
  }
  const directory = await mkdtemp(join(tmpdir(), 'portorium-zeep-'));
  const carried: string[] = [];
  const { gateway, certificates } = await startGateway(directory, carried);
  try {
    const { path } = certificates.memberState('BE');
    const all = await runClient(gateway.url, path, certificates.trustAnchorPath);
    const isWhole = all.length === callsWanted && carried.length === carriedWanted;
    say(`${all.length} calls of ${callsWanted}; ${carried.length} of ${carriedWanted} reached the platforms behind`);
    return isWhole && all.every(isAsExpected) ? 0 : 1;
  } finally {
    await gateway.stop();
    await rm(directory, { recursive: true, force: true });
  }
};

process.exitCode = await main();
