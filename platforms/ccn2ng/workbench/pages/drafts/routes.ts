import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { decisionRoutes } from './decide.ts';
import { beginDraft, editDraft } from './edit.ts';
import { listElements } from './elements.ts';
import { listDrafts } from './list.ts';
import { showDraft } from './show.ts';

export const draftRoutes: readonly Route[] = [
  { method: 'get', path: '/drafts', needs: 'risk-analysis.listDrafts', show: listDrafts },
  { method: 'get', path: '/drafts/new', needs: 'risk-analysis.draftProfile', show: beginDraft },
  { method: 'post', path: '/drafts/new', needs: 'risk-analysis.draftProfile', show: editDraft },
  { method: 'get', path: '/drafts/:draftId', needs: 'risk-analysis.consultDraft', show: showDraft },
  { method: 'get', path: '/elements', needs: 'risk-analysis.describeVocabulary', show: listElements },
  ...decisionRoutes,
];
