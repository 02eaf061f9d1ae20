/** AsyncAPI 3.0: what an application sends without being asked: notifications to mailboxes, events inside the platform. */
import type { Application, Event, Notification } from '../language.ts';
import { receiptHeader } from '../receipt.ts';
import { type Components, components, type JsonObject } from './json-components.ts';
import { pascalCase } from './names.ts';

interface Sent {
  /** Key of the channel. */
  readonly channel: string;
  readonly address: string;
  readonly name: string;
  readonly message: JsonObject;
  readonly operation: JsonObject;
}

const gateways: Readonly<Record<string, string>> = { untrusted: 'speed2ng', trusted: 'ccn2ng' };

const messageObject = (of: Notification | Event, schemas: Components, more: JsonObject): JsonObject => ({
  name: of.message.name,
  title: of.message.title,
  summary: of.summary,
  contentType: 'application/json',
  payload: schemas.message(of.message),
  ...more,
});

const notificationTerms = (of: Notification): JsonObject => ({
  'x-portorium-circle': of.audience.circle,
  'x-portorium-profiles': of.audience.profiles,
  'x-portorium-priority': of.priority,
  'x-portorium-expires-after-ms': of.expiresAfterMs,
  'x-portorium-retention': of.retention,
});

const sentNotification = (name: string, of: Notification, schemas: Components): Sent => {
  const gateway = gateways[of.audience.circle] ?? of.audience.circle;
  const address = `${gateway}/mailboxes/{party}`;
  const terms = notificationTerms(of);
  return { channel: `${gateway}Mailbox`, address, name, message: messageObject(of, schemas, terms), operation: terms };
};

const sentEvent = (application: Application, name: string, of: Event, schemas: Components): Sent => {
  const terms = { 'x-portorium-circle': 'central' };
  const message = messageObject(of, schemas, terms);
  return {
    channel: `event${pascalCase(name)}`,
    address: `events/${application.name}.${name}`,
    name,
    message,
    operation: terms,
  };
};

const party: JsonObject = {
  description: 'EORI of the trader, or country code of the Member State, whose mailbox it is.',
};

const acknowledging = `Kept until it is acknowledged. The answer to an acknowledgement has its receipt (${receiptHeader}), as that to every command.`;

const channelObject = (key: string, sent: readonly Sent[]): JsonObject => ({
  address: sent[0]?.address,
  messages: Object.fromEntries(sent.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
  ...(key.endsWith('Mailbox') ? { description: acknowledging, parameters: { party } } : {}),
});

const channelsOf = (sent: readonly Sent[]): JsonObject => {
  const keys = [...new Set(sent.map(({ channel }) => channel))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      channelObject(
        key,
        sent.filter(({ channel }) => channel === key),
      ),
    ]),
  );
};

const operationObject = ({ channel, name, message, operation }: Sent): JsonObject => ({
  action: 'send',
  channel: { $ref: `#/channels/${channel}` },
  summary: message.summary,
  messages: [{ $ref: `#/channels/${channel}/messages/${name}` }],
  ...operation,
});

const operationsOf = (sent: readonly Sent[]): JsonObject =>
  Object.fromEntries(sent.map((one) => [`send${pascalCase(one.name)}`, operationObject(one)]));

/** The document, or nothing where the application sends nothing. */
export const renderAsyncApi = (application: Application): JsonObject | undefined => {
  const schemas = components();
  const sent = [
    ...Object.entries(application.notifications).map(([name, of]) => sentNotification(name, of, schemas)),
    ...Object.entries(application.events).map(([name, of]) => sentEvent(application, name, of, schemas)),
  ];
  if (sent.length === 0) return undefined;
  const { title, version, description } = application;
  return {
    asyncapi: '3.0.0',
    info: { title, version, description },
    defaultContentType: 'application/json',
    channels: channelsOf(sent),
    operations: operationsOf(sent),
    components: {
      messages: Object.fromEntries(sent.map(({ name, message }) => [name, message])),
      schemas: schemas.all(),
    },
  };
};
