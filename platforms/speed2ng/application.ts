import type { Application } from '../../reference-architecture/contract/language.ts';
import { notificationsByRetention } from '../../reference-architecture/contract/retention.ts';
import { startReplaySweep } from '../../shared-services/gateway/soap/security/replay.ts';
import { implement } from '../../shared-services/kit/host/module.ts';
import { type Loop, startLoop } from '../../shared-services/kit/loop.ts';
import { acknowledgeMessage } from './acknowledge-message.ts';
import { contract } from './contract.ts';
import { expireMessages } from './expire-messages.ts';
import { fetchMessage } from './fetch-message.ts';
import { fetchReceipt } from './fetch-receipt.ts';
import { listMessages } from './list-messages.ts';
import { type NotificationOf, putNotifications } from './put-notifications.ts';
import { recipientsWithLetters } from './storage/mailbox.ts';
import { sweepLetters } from './storage/sweep.ts';
import { createWaiting } from './waiting.ts';

const lookEveryMs = 500;
const expireEveryMs = 10_000;
const sweepEveryMs = 60 * 60 * 1000;

const notificationIn =
  (catalogue: readonly Application[]): NotificationOf =>
  (name) => {
    const [application, notification = ''] = name.split('.');
    return catalogue.find((one) => one.name === application)?.notifications[notification];
  };

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, clock, log, catalogue, emitterFor } = dependencies;
  const waiting = createWaiting({
    withMail: (recipients) => recipientsWithLetters(store, recipients, clock.nowMs()),
    lookEveryMs,
    failed: (error) => log.warn({ err: error }, 'could not look for mail; it is tried again'),
  });
  const seen = startReplaySweep(store, log);
  let expiry: Loop | undefined;
  const classes = notificationsByRetention(catalogue);
  const sweep = startLoop({
    name: 'mailbox retention',
    intervalMs: sweepEveryMs,
    work: () => sweepLetters(store, classes, clock.nowMs()),
    log,
  });
  return {
    handlers: {
      listMessages: listMessages({ store, clock, waiting }),
      fetchMessage: fetchMessage(store, clock),
      acknowledgeMessage: acknowledgeMessage(store, clock),
      fetchReceipt: fetchReceipt(dependencies),
    },
    subscriptions: { '*': putNotifications({ store, waiting, notificationOf: notificationIn(catalogue) }) },
    ready: async () => {
      const emitter = emitterFor(contract);
      const work = () => expireMessages({ store, clock, emitter });
      expiry = startLoop({ name: 'mailbox expiry', intervalMs: expireEveryMs, work, log });
    },
    letGo: waiting.stop,
    stop: async () => {
      await Promise.all([expiry?.stop(), sweep.stop(), seen.stop()]);
    },
  };
});
