/** The workbench of risk experts as a site: its pages, its client of the union sign-in, and whom it lets in. */
import { join } from 'node:path';
import type { SiteDefinition } from '../../../shared-services/gateway/pages/site/definition.ts';
import { officialOf } from './official.ts';
import { welcomePage } from './pages/welcome.ts';
import { paths, workbenchRoot } from './paths.ts';
import { routes } from './routes.ts';

export const assetsRoot = '/assets';

const fileOf = (name: string) => join(import.meta.dirname, 'assets', name);

export const ownAssets = { style: fileOf('workbench.css'), script: fileOf('editor.js') };

export const workbench: SiteDefinition = {
  title: 'Risk workbench',
  root: workbenchRoot,
  clientId: 'portorium-workbench',
  cookies: { session: '__Host-portorium-workbench-session', signIn: '__Host-portorium-workbench-sign-in' },
  sections: [
    { title: 'Profiles', path: paths.profiles, operationId: 'risk-analysis.listProfiles' },
    { title: 'Drafts', path: paths.drafts, operationId: 'risk-analysis.listDrafts' },
    { title: 'Trials', path: paths.trials, operationId: 'risk-analysis.listBacktests' },
    { title: 'Hits', path: paths.hits, operationId: 'risk-analysis.searchAssessments' },
    { title: 'Campaigns', path: paths.campaigns, operationId: 'risk-analysis.listCampaigns' },
    { title: 'Rules', path: paths.rules, operationId: 'risk-analysis.listRules' },
    { title: 'Watch lists', path: paths.watchLists, operationId: 'risk-analysis.listWatchLists' },
    { title: 'Selection', path: paths.selection, operationId: 'risk-analysis.compareSelection' },
  ],
  routes,
  welcome: welcomePage,
  callerOf: officialOf,
};
