/** What whoever opens the gateway in a browser sees: the way to the portal, which services there are, where their contracts stand. */
import { restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import type { Assets } from '../../../shared-services/gateway/pages/assets.ts';
import { type Html, html } from '../../../shared-services/gateway/pages/html.ts';
import { renderPage } from '../../../shared-services/gateway/pages/layout.ts';
import { buttonLink, code, link, table } from '../../../shared-services/gateway/pages/parts.ts';
import { paths } from '../portal/paths.ts';

export interface ListedContract {
  readonly title: string;
  readonly path: string;
}

export interface StartPageParts {
  readonly assets: Assets;
  readonly hasPortal: boolean;
  readonly rest: readonly ListedContract[];
  readonly soap: readonly ListedContract[];
}

const contracts = (caption: string, title: string, rows: readonly ListedContract[]): Html =>
  table({
    caption,
    rows,
    columns: [
      { title: 'Service', cell: (row) => row.title },
      { title, cell: ({ path }) => link(code(path), path) },
    ],
  });

const wholeOpenApi = `${restRoot}/openapi.json`;

export const startPage = ({ assets, hasPortal, rest, soap }: StartPageParts): string =>
  renderPage(
    { assets, site: 'SPEED2ng', home: '/' },
    {
      title: 'The gateway for traders',
      body: html`<p class="lead">For traders, those who act for them, and their systems.</p>
${hasPortal && html`<p class="actions">${buttonLink('Open the trader portal', paths.home)}</p>`}
<h2>For systems</h2>
<p>Every call needs an access token of the union sign-in: ${code('Authorization: Bearer')}. All operations by REST are in one document: ${link(code(wholeOpenApi), wholeOpenApi)}.</p>
${contracts('REST', 'OpenAPI', rest)}
${contracts('SOAP', 'WSDL', soap)}`,
    },
  );
