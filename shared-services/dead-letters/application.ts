import { implement } from '../kit/host/module.ts';
import { closeLostMessages } from './close-lost-messages.ts';
import { contract } from './contract.ts';
import { listLostMessages } from './list-lost-messages.ts';
import { replayLostMessages } from './replay-lost-messages.ts';

export default implement(contract, import.meta.dirname, ({ store }) => ({
  handlers: {
    listLostMessages: listLostMessages(store),
    replayLostMessages: replayLostMessages(store),
    closeLostMessages: closeLostMessages(store),
  },
}));
