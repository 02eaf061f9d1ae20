/** What a developer sees who opens the gateway in a browser: which services there are, and where their contracts stand. */
import { restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import { escapeXml } from '../../../reference-architecture/contract/render/xml.ts';

export interface ListedContract {
  readonly title: string;
  readonly path: string;
}

export const stylePath = '/start-page.css';

export const startPageStyle = `:root { color-scheme: light dark; --line: light-dark(#c8ced6, #434b57); --accent: light-dark(#0b4f9e, #8ab8f2); }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #14181d); color: light-dark(#1b2027, #e6e9ed); }
header { border-bottom: 4px solid var(--accent); padding: 1.5rem 0 1rem; }
header p { margin: .25rem 0 0; }
header > div, main { max-width: 56rem; margin: 0 auto; padding: 0 1rem; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin-top: 2rem; font-size: 1.25rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .5rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font: .95em ui-monospace, monospace; }
`;

const row = ({ title, path }: ListedContract): string => {
  const safe = escapeXml(path);
  return `<tr><th scope="row">${escapeXml(title)}</th><td><a href="${safe}"><code>${safe}</code></a></td></tr>`;
};

const table = (caption: string, rows: readonly ListedContract[]): string => `<table>
<thead><tr><th scope="col">Service</th><th scope="col">${caption}</th></tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody>
</table>`;

export const startPage = (rest: readonly ListedContract[], soap: readonly ListedContract[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SPEED2ng - Portorium</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header><div>
<h1>SPEED2ng</h1>
<p>The gateway of Portorium for traders and those who act for them.</p>
</div></header>
<main>
<p>Every call needs an access token of the union sign-in: <code>Authorization: Bearer</code>.</p>
<h2>REST</h2>
<p>All operations in one document: <a href="${restRoot}/openapi.json"><code>${restRoot}/openapi.json</code></a></p>
${table('OpenAPI', rest)}
<h2>SOAP</h2>
${table('WSDL', soap)}
</main>
</body>
</html>
`;
