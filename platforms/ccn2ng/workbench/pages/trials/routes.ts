import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { cancelBacktest, showBacktest } from './backtest.ts';
import { listTrials } from './list.ts';
import { showShadow, stopShadow } from './shadow.ts';
import { askBacktest, askShadow, startBacktest, startShadow } from './start.ts';

const needs = (name: string) => `risk-analysis.${name}`;

export const trialRoutes: readonly Route[] = [
  { method: 'get', path: '/trials', needs: needs('listBacktests'), show: listTrials },
  { method: 'get', path: '/trials/backtests/new', needs: needs('startBacktest'), show: (visit) => askBacktest(visit) },
  { method: 'post', path: '/trials/backtests/new', show: startBacktest },
  { method: 'get', path: '/trials/backtests/:backtestId', needs: needs('consultBacktest'), show: showBacktest },
  { method: 'post', path: '/trials/backtests/:backtestId/cancel', show: cancelBacktest },
  { method: 'get', path: '/trials/shadow-runs/new', needs: needs('startShadow'), show: (visit) => askShadow(visit) },
  { method: 'post', path: '/trials/shadow-runs/new', show: startShadow },
  { method: 'get', path: '/trials/shadow-runs/:shadowRunId', needs: needs('consultShadow'), show: showShadow },
  { method: 'post', path: '/trials/shadow-runs/:shadowRunId/stop', show: stopShadow },
];
