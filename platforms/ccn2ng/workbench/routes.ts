/** Every page of the workbench. */
import type { Route } from '../../../shared-services/gateway/pages/site/visit.ts';
import { campaignRoutes } from './pages/campaigns/routes.ts';
import { draftRoutes } from './pages/drafts/routes.ts';
import { hitRoutes } from './pages/hits/routes.ts';
import { homeRoutes } from './pages/home.ts';
import { importRoutes } from './pages/imports/routes.ts';
import { profileRoutes } from './pages/profiles/routes.ts';
import { ruleRoutes } from './pages/rules/routes.ts';
import { selectionRoutes } from './pages/selection/routes.ts';
import { trialRoutes } from './pages/trials/routes.ts';
import { watchListRoutes } from './pages/watch-lists/routes.ts';

export const routes: readonly Route[] = [
  ...homeRoutes,
  ...profileRoutes,
  ...draftRoutes,
  ...trialRoutes,
  ...hitRoutes,
  ...campaignRoutes,
  ...ruleRoutes,
  ...selectionRoutes,
  ...importRoutes,
  ...watchListRoutes,
];
