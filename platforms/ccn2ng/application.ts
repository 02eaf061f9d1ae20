import { notificationsByRetention } from '../../reference-architecture/contract/retention.ts';
import { startReplaySweep } from '../../shared-services/gateway/soap/security/replay.ts';
import { implement } from '../../shared-services/kit/host/module.ts';
import { startLoop } from '../../shared-services/kit/loop.ts';
import { acknowledgeMessage } from './acknowledge-message.ts';
import { contract } from './contract.ts';
import { discardDeadLetters } from './discard-dead-letters.ts';
import { bellOf } from './exchange/bell.ts';
import { buryOverdue } from './exchange/expiry.ts';
import { createRender, notificationsOf } from './exchange/render.ts';
import { sweepExchange } from './exchange/sweep.ts';
import { takeIn } from './exchange/take-in.ts';
import { fetchMessage } from './fetch-message.ts';
import { fetchReceipt } from './fetch-receipt.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listMessages } from './list-messages.ts';
import { listPartners } from './list-partners.ts';
import { receiveMessages } from './receive-messages.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, catalogue, clock, log } = dependencies;
  const bell = bellOf(store);
  const notifications = notificationsOf(catalogue);
  const render = createRender(notifications);
  const expiry = startLoop({
    intervalMs: 5000,
    work: () => buryOverdue(store, bell, log),
    log,
    name: 'exchange expiry',
  });
  const classes = notificationsByRetention(catalogue);
  const sweep = startLoop({
    intervalMs: 60 * 60 * 1000,
    work: () => sweepExchange(store, classes, clock.nowMs()),
    log,
    name: 'exchange retention',
  });
  const seen = startReplaySweep(store, log);
  return {
    handlers: {
      listMessages: listMessages(store, bell),
      fetchMessage: fetchMessage(store, render),
      acknowledgeMessage: acknowledgeMessage(store, bell),
      receiveMessages: receiveMessages(store, bell, render),
      fetchReceipt: fetchReceipt(dependencies),
      listPartners: listPartners(store, clock, dependencies.settings.memberStates),
      listDeadLetters: listDeadLetters(store),
      replayDeadLetters: replayDeadLetters(store, bell),
      discardDeadLetters: discardDeadLetters(store),
    },
    subscriptions: { '*': takeIn(store, bell, notifications, clock) },
    letGo: bell.close,
    stop: async () => {
      await Promise.all([expiry.stop(), sweep.stop(), seen.stop()]);
    },
  };
});
