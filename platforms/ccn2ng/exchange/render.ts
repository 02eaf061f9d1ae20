import type { Application, Notification } from '../../../reference-architecture/contract/language.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import type { Render } from './offer.ts';

/** All notifications for Member States, by the name under which they are sent: `entry.IE4N03`. */
export const notificationsOf = (catalogue: readonly Application[]): ReadonlyMap<string, Notification> =>
  new Map(
    catalogue.flatMap((contract) =>
      Object.entries(contract.notifications)
        .filter(([, { audience }]) => audience.circle === 'trusted')
        .map(([name, notification]) => [`${contract.name}.${name}`, notification] as const),
    ),
  );

/** Writes the content of any notification as its official XML document. */
export const createRender = (notifications: ReadonlyMap<string, Notification>): Render => {
  const codecs = new Map([...notifications].map(([name, { message }]) => [name, createXmlCodec(message)]));
  return (name, content) => {
    const codec = codecs.get(name);
    if (codec === undefined) throw new Error(`no contract declares the notification ${name}`);
    return codec.write(content);
  };
};
