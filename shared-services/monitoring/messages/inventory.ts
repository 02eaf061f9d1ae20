/** What runs, what waits, what is shut, what ends. */
import {
  element,
  flag,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { count, figure, instantMs, name, namespace, readAtMs } from './common.ts';

const nothing = (messageName: string) => message(messageName, namespace, 'Nothing', element({}));
const platform = token({ maxLength: 30 });

export const queuesQuery = message(
  'QueuesQuery',
  namespace,
  'Which queues',
  element({
    kind: optional(token({ maxLength: 10, pattern: 'outbox|partner' })),
    nonEmpty: optional(flag({ description: 'Only those in which something waits.' })),
  }),
);

const queue = element(
  {
    kind: token({
      maxLength: 10,
      pattern: 'outbox|partner',
      description: 'outbox: between components; partner: at CCN2ng, for a Member State.',
    }),
    owner: name('Component that sends; ccn2ng for partners.'),
    destination: name('Subscriber, or Member State.'),
    priority: token({ maxLength: 1, pattern: '[ABC]' }),
    depth: count('Messages that wait.'),
    oldestSeconds: figure('How long the first of them has waited.'),
    deadLetters: optional(count('Messages to that subscriber that were given up, of all priorities.')),
  },
  { typeName: 'queue' },
);

export const queuesReply = message(
  'QueueList',
  namespace,
  'Queues',
  element({ readAtMs, waiting: count('Messages that wait, in all.'), queue: optional(many(queue, 0, 1000)) }),
);

export const breakersQuery = nothing('BreakersQuery');
export const breakersReply = message(
  'BreakerList',
  namespace,
  'Circuit breakers',
  element({
    readAtMs,
    breaker: optional(
      many(
        element({
          platform,
          target: name('Platform or partner that is called.'),
          state: token({ maxLength: 10, pattern: 'closed|halfOpen|open' }),
          sinceMs: instantMs('Since when, as far as it was seen.'),
        }),
        0,
        500,
      ),
    ),
  }),
);

export const certificatesQuery = nothing('CertificatesQuery');
export const certificatesReply = message(
  'CertificateList',
  namespace,
  'Certificates and revocation lists, those that end first before the others',
  element({
    readAtMs,
    certificate: optional(
      many(
        element({
          kind: token({ maxLength: 20, pattern: 'certificate|revocation-list' }),
          platform,
          certificate: name('Certificate, or authority of the list.'),
          endsAtMs: instantMs('When it ends, or the next list is due.'),
          daysLeft: figure('Days until then.'),
          state: token({
            maxLength: 10,
            pattern: 'good|soon|urgent|ended',
            description: 'soon: less than 30 days; urgent: less than 7.',
          }),
        }),
        0,
        500,
      ),
    ),
  }),
);

export const processesQuery = nothing('ProcessesQuery');
export const processesReply = message(
  'ProcessList',
  namespace,
  'Processes',
  element({
    readAtMs,
    process: optional(
      many(
        element({
          instance: text({ maxLength: 200, description: 'Host and process number.' }),
          platform: many(platform, 1, 10),
          version: token({ maxLength: 60 }),
          nodeVersion: token({ maxLength: 20 }),
          startedAtMs: instantMs('When it started.'),
          seenAtMs: instantMs('When it last reported.'),
          state: token({
            maxLength: 10,
            pattern: 'running|silent',
            description: 'silent: it has not reported for a minute.',
          }),
          eventLoopLagMs: figure('Delay of the event loop, ninety-nine in a hundred.'),
          residentBytes: count('Memory of the process.'),
          heapBytes: count('Of this, used by the program.'),
          cpuPercent: figure('Processor time of the last interval; 100 is one core.'),
        }),
        0,
        100,
      ),
    ),
    database: optional(
      many(
        element({
          component: name('Component whose connections they are.'),
          platform,
          connections: count('Open connections.'),
          idle: count('Of these, free.'),
          waiting: count('Callers that wait for one.'),
          largest: count('Connections that may be open.'),
        }),
        0,
        100,
      ),
    ),
    databaseBytes: optional(count('Size of the database.')),
  }),
);
