import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { askWatchList, importWatchList } from './import.ts';
import { listWatchLists } from './list.ts';
import { askScreening, screen } from './screen.ts';

const needs = (name: string) => `risk-analysis.${name}`;

export const watchListRoutes: readonly Route[] = [
  { method: 'get', path: '/watch-lists', needs: needs('listWatchLists'), show: listWatchLists },
  { method: 'get', path: '/watch-lists/new', needs: needs('importWatchList'), show: askWatchList },
  { method: 'post', path: '/watch-lists/new', show: importWatchList },
  { method: 'get', path: '/watch-lists/screening', needs: needs('screenParties'), show: askScreening },
  { method: 'post', path: '/watch-lists/screening', show: screen },
];
