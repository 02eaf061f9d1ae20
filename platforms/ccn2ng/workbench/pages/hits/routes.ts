import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { showDeclaration } from './declaration.ts';
import { searchHits } from './search.ts';
import { showAssessment } from './show.ts';

export const hitRoutes: readonly Route[] = [
  { method: 'get', path: '/hits', needs: 'risk-analysis.searchAssessments', show: searchHits },
  { method: 'get', path: '/hits/:reference', needs: 'risk-analysis.consultAssessment', show: showAssessment },
  {
    method: 'get',
    path: '/hits/:reference/declaration',
    needs: ['risk-analysis.consultAssessment', 'risk-analysis.consultDeclaration'],
    show: showDeclaration,
  },
];
