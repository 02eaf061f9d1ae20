/** Small contracts for tests of the kit: a shop on CDCO that others may ask, and those who listen to it. */
import {
  type Application,
  type Audience,
  application,
  type Effect,
  event,
  notification,
  operation,
  type Platform,
  service,
} from '../../../reference-architecture/contract/language.ts';
import { anything, element, message, text } from '../../../reference-architecture/contract/schema.ts';

const note = message('Note', 'urn:test', 'Note', element({ text: text({}) }));
const any = message('Any', 'urn:test', 'Any', element({ value: anything() }));

const anyOperation = (effect: Effect, audience: readonly Audience[]) =>
  operation<typeof any, typeof any>({
    summary: 'Something.',
    audience,
    effect,
    priority: 'B',
    request: any,
    reply: any,
    refusals: {},
    emits: [],
    audit: { event: `shop.${effect}` },
    retention: 'none',
    deadlineMs: 1000,
    bpmnTask: 'shop.bpmn#Task',
  });

const everyone: readonly Audience[] = [
  { circle: 'untrusted', profiles: ['declarant'] },
  { circle: 'trusted', profiles: ['national-entry-system'] },
  { circle: 'central', profiles: ['speed2ng', 'desk'] },
];

export const shop = application({
  name: 'shop',
  platform: 'cdco',
  title: 'Shop',
  description: 'For tests.',
  owner: 'Tests',
  version: '1.0.0',
  services: {
    Shop: service({
      title: 'Shop',
      namespace: 'urn:test',
      version: '1',
      operations: {
        buy: anyOperation('command', everyone),
        look: anyOperation('query', everyone),
        traders: anyOperation('query', [{ circle: 'untrusted', profiles: ['declarant'] }]),
        watch: {
          ...anyOperation('query', [{ circle: 'central', profiles: ['speed2ng'] }]),
          audit: { event: 'shop.watch', refusalsOnly: true },
        },
        gaze: {
          ...anyOperation('query', everyone),
          audit: { event: 'shop.gaze', openingOnly: true },
        },
      },
    }),
  },
  events: {
    bought: event({ summary: 'Bought.', message: note }),
    closed: event({ summary: 'Closed.', message: note }),
  },
  notifications: {
    Receipt: notification({
      summary: 'Receipt.',
      message: note,
      audience: { circle: 'untrusted', profiles: ['declarant'] },
      priority: 'A',
      retention: 'none',
      expiresAfterMs: 1000,
    }),
    Report: notification({
      summary: 'Report.',
      message: note,
      audience: { circle: 'trusted', profiles: ['national-entry-system'] },
      priority: 'C',
      retention: 'none',
      expiresAfterMs: 1000,
    }),
  },
  subscribes: [],
});

/** Offers nothing; acts on events. */
export const listener = (name: string, platform: Platform, subscribes: readonly string[]): Application =>
  application({
    name,
    platform,
    title: name,
    description: 'For tests.',
    owner: 'Tests',
    version: '1.0.0',
    services: {},
    events: {},
    notifications: {},
    subscribes,
  });

export const desk = listener('desk', 'cdco', ['shop.bought']);
export const ledger = listener('ledger', 'shared-services', ['shop.bought', 'shop.closed']);
export const speed2ng = listener('speed2ng', 'speed2ng', []);
export const ccn2ng = listener('ccn2ng', 'ccn2ng', []);

export const catalogue: readonly Application[] = [shop, desk, ledger, speed2ng, ccn2ng];
