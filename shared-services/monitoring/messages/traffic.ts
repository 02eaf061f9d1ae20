/** Who talks to whom now: the first page of the console. */
import { element, many, message, optional, token } from '../../../reference-architecture/contract/schema.ts';
import { count, figure, instantMs, name, namespace, readAtMs } from './common.ts';

export const trafficQuery = message('TrafficQuery', namespace, 'Nothing', element({}));

const circle = token({ maxLength: 20, pattern: 'untrusted|trusted|central|administrators' });
const state = token({ maxLength: 10, pattern: 'good|burning|failing|quiet' });

const node = element(
  {
    node: name('Its name on edges: traders, administrators, BE, speed2ng, cdco.'),
    kind: token({
      maxLength: 20,
      pattern: 'callers|partner|platform',
      description: 'callers: traders, or administrators, all together.',
    }),
    circle,
    state,
    waiting: optional(count('Messages that wait for it.')),
    firing: count('Alerts that fire about it.'),
  },
  { typeName: 'trafficNode' },
);

const edge = element(
  {
    from: name('Node that asks or sends.'),
    to: name('Node that answers or takes.'),
    kind: token({
      maxLength: 10,
      pattern: 'call|message',
      description: 'call: asked and answered; message: delivered from a queue.',
    }),
    ratePerSecond: figure('Calls or messages per second.'),
    errorPercent: figure('Of these, failed on our side, or not delivered.'),
    refusedPercent: figure('Of these, refused for the caller’s own reasons.'),
    p95Ms: optional(figure('Nineteen in twenty were answered in this time.')),
  },
  { typeName: 'trafficEdge' },
);

export const trafficReply = message(
  'Traffic',
  namespace,
  'Circles, platforms, partners, and what goes between them',
  element({
    readAtMs,
    minutes: count('Over which time: the last five minutes.'),
    filingsPerSecond: figure('Filings registered, those of probes left out.'),
    firing: count('Alerts that fire.'),
    node: optional(many(node, 0, 200)),
    edge: optional(many(edge, 0, 1000)),
  }),
);

export const probesQuery = message('ProbesQuery', namespace, 'Nothing', element({}));

export const probesReply = message(
  'ProbeList',
  namespace,
  'Synthetic probes',
  element({
    readAtMs,
    probe: optional(
      many(
        element({
          probe: name('speed2ng-rest, speed2ng-soap, ccn2ng-soap.'),
          gateway: token({ maxLength: 30 }),
          state: token({ maxLength: 10, pattern: 'good|failing|off' }),
          lastAtMs: optional(instantMs('When it last ran.')),
          lastDurationMs: optional(figure('How long it took.')),
          successPercent1h: figure('Of the last hour.'),
          successPercent1d: figure('Of the last day.'),
        }),
        0,
        20,
      ),
    ),
  }),
);
