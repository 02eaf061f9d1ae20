import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { ruleDecisionRoutes } from './decide.ts';
import { askNewRule, askVersion, draftRule } from './edit.ts';
import { listRules } from './list.ts';
import { showRule, showRuleDraft } from './show.ts';

const needs = (name: string) => `risk-analysis.${name}`;

export const ruleRoutes: readonly Route[] = [
  { method: 'get', path: '/rules', needs: [needs('listRules'), needs('listRuleDrafts')], show: listRules },
  { method: 'get', path: '/rules/new', needs: needs('draftRule'), show: askNewRule },
  { method: 'post', path: '/rules/new', show: draftRule },
  { method: 'get', path: '/rules/:ruleId', needs: needs('consultRule'), show: showRule },
  { method: 'get', path: '/rules/:ruleId/draft', needs: needs('draftRule'), show: askVersion },
  { method: 'get', path: '/rule-drafts/:draftId', needs: needs('consultRuleDraft'), show: showRuleDraft },
  ...ruleDecisionRoutes,
];
