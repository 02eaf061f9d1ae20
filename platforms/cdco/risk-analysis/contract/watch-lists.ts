/** What risk experts do with watch lists. Nothing of it is for the untrusted circle. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  importedWatchList,
  screeningAnswer,
  screeningQuestion,
  watchListImport,
  watchLists,
} from '../messages/watch-lists.ts';
import { namespace, nothing } from '../messages.ts';

const riskExperts = [{ circle: 'trusted', profiles: ['risk-expert'] }] as const;
const ofLists = `${namespace}:watch-lists`;

export const watchListService = service({
  title: 'Watch lists',
  namespace: ofLists,
  version: '1',
  operations: {
    importWatchList: operation({
      summary: 'Imports a list whole, as a new version that replaces the one before. Equal content is no new version.',
      audience: riskExperts,
      effect: 'command',
      priority: 'C',
      request: message('WatchListImport', ofLists, 'Watch list to import', watchListImport),
      reply: message('ImportedWatchList', ofLists, 'Version that holds what was imported', importedWatchList),
      refusals: {
        ...commonRefusals,
        WATCH_LIST_INVALID: { status: 'invalid', title: 'The list cannot be imported; each fault is listed.' },
      },
      emits: [],
      audit: { event: 'risk-analysis.watch-list.import', personalData: true },
      retention: 'record',
      deadlineMs: 60_000,
      bpmnTask: 'risk-analysis.bpmn#ImportWatchList',
      rest: { method: 'POST', path: '/risk-analysis/watch-lists' },
    }),
    listWatchLists: operation({
      summary: 'The newest version of every watch list, without its entries.',
      audience: riskExperts,
      effect: 'query',
      priority: 'C',
      request: message('WatchListsQuery', ofLists, 'Nothing', nothing),
      reply: message('WatchListOverview', ofLists, 'Watch lists', watchLists),
      refusals: commonRefusals,
      emits: [],
      audit: { event: 'risk-analysis.watch-lists.list' },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'risk-analysis.bpmn#ListWatchLists',
      rest: { method: 'GET', path: '/risk-analysis/watch-lists' },
    }),
    screenParties: operation({
      summary: 'Whether a party, address, container or vessel is on a list in force, or like one that is, and why.',
      audience: riskExperts,
      effect: 'query',
      priority: 'C',
      request: message('ScreeningQuestion', ofLists, 'Name or number to look for', screeningQuestion),
      reply: message('ScreeningAnswer', ofLists, 'Entries found, the surest first', screeningAnswer),
      refusals: commonRefusals,
      emits: [],
      audit: { event: 'risk-analysis.watch-lists.screen', personalData: true },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'risk-analysis.bpmn#ScreenParties',
      rest: { method: 'POST', path: '/risk-analysis/watch-lists/screenings' },
    }),
  },
});
