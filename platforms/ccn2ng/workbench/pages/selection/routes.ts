import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { askExpectation, estimate } from './expectation.ts';
import { showWays } from './ways.ts';

const needs = 'risk-analysis.estimateHitRate';

export const selectionRoutes: readonly Route[] = [
  { method: 'get', path: '/selection', needs: 'risk-analysis.compareSelection', show: showWays },
  { method: 'get', path: '/selection/expectation', needs, show: askExpectation },
  { method: 'post', path: '/selection/expectation', show: estimate },
];
