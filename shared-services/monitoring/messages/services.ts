/** How services do, and what they promised. */
import { element, many, message, optional, token } from '../../../reference-architecture/contract/schema.ts';
import { count, figure, name, namespace, readAtMs } from './common.ts';

const states = 'good|burning|failing|quiet';

export const serviceHealthQuery = message(
  'ServiceHealthQuery',
  namespace,
  'Which services',
  element({
    state: optional(token({ maxLength: 10, pattern: states })),
    serviceLevel: optional(token({ maxLength: 10, pattern: 'bronze|silver|gold' })),
    platform: optional(token({ maxLength: 30 })),
  }),
);

const availability = element(
  {
    window: token({ maxLength: 4, pattern: '1h|1d|30d' }),
    calls: count('Calls in that time.'),
    bad: count('Calls that failed on our side: errors, no answer in time, nobody there.'),
    percent: figure('Share of the others; 100 where there were no calls.'),
  },
  { typeName: 'availability' },
);

const burnRate = element(
  {
    window: token({ maxLength: 4, pattern: '5m|30m|1h|6h|3d' }),
    rate: figure('1: the error budget of 30 days is used up exactly in 30 days at this pace.'),
  },
  { typeName: 'burnRate' },
);

const serviceHealth = element(
  {
    service: name('Application and service: entry.Filing.'),
    title: token({ maxLength: 200 }),
    application: name('Application.'),
    platform: token({ maxLength: 30 }),
    state: token({
      maxLength: 10,
      pattern: states,
      description:
        'failing: an alert of the service fires that needs somebody now; burning: one that can wait for the day, or pending; quiet: no call in the last hour.',
    }),
    serviceLevel: token({ maxLength: 10, pattern: 'bronze|silver|gold' }),
    objectivePercent: figure('Availability that its class promises: 99.4, 99.6, 99.8.'),
    ratePerSecond: figure('Calls in the last five minutes, per second.'),
    errorPercent: figure('Of these, failed on our side.'),
    p50Ms: optional(figure('Half of the calls of the last five minutes were answered in this time.')),
    p95Ms: optional(figure('Nineteen in twenty.')),
    p99Ms: optional(figure('Ninety-nine in a hundred.')),
    availability: many(availability, 1, 3),
    errorBudgetLeftPercent: figure('Of the failures that 30 days may have; negative when it is overdrawn.'),
    burnRate: many(burnRate, 1, 5),
    operations: count('Operations of the service.'),
  },
  { typeName: 'serviceHealth' },
);

export const serviceHealthReply = message(
  'ServiceHealthList',
  namespace,
  'Health of services',
  element({ readAtMs, service: optional(many(serviceHealth, 0, 300)) }),
);
