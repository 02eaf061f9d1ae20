/** Which messages may go from where to whom: read from the contracts, like everything else. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import type { Delivered } from '../store/records.ts';

/** The gateway that delivers a notification to its party. */
export const gatewayFor = (circle: string): 'speed2ng' | 'ccn2ng' => (circle === 'untrusted' ? 'speed2ng' : 'ccn2ng');

/** Names of the applications that subscribe to an event. */
export const subscribersIn =
  (catalogue: readonly Application[]) =>
  (eventName: string): string[] =>
    catalogue.filter((contract) => contract.subscribes.includes(eventName)).map((contract) => contract.name);

/** All subscribers that an application's messages may have: each gets a dispatcher. */
export const destinationsOf = (contract: Application, catalogue: readonly Application[]): Set<string> => {
  const events = Object.keys(contract.events).flatMap((name) => subscribersIn(catalogue)(`${contract.name}.${name}`));
  const gateways = Object.values(contract.notifications).map(({ audience }) => gatewayFor(audience.circle));
  return new Set([...events, ...gateways]);
};

/**
 * Whether a platform may send that message to that subscriber: it must be one that an application of this very platform
 * declares, and the subscriber one that the contracts name for it.
 */
export const mayDeliverBy = (catalogue: readonly Application[]) => {
  const applications = new Map(catalogue.map((contract) => [contract.name, contract]));
  const mayReceive = (contract: Application, message: string, subscriber: string): boolean => {
    const notification = Object.hasOwn(contract.notifications, message) ? contract.notifications[message] : undefined;
    if (notification !== undefined) return gatewayFor(notification.audience.circle) === subscriber;
    const name = `${contract.name}.${message}`;
    return Object.hasOwn(contract.events, message) && applications.get(subscriber)?.subscribes.includes(name) === true;
  };
  return (peer: string, subscriber: string, messages: readonly Delivered[]): boolean =>
    messages.every(({ name, subscriber: addressed }) => {
      const dot = name.indexOf('.');
      const contract = applications.get(name.slice(0, Math.max(dot, 0)));
      return (
        contract?.platform === peer && addressed === subscriber && mayReceive(contract, name.slice(dot + 1), subscriber)
      );
    });
};
