/** What anybody may read: which services there are, and their contracts as OpenAPI and WSDL. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { renderOpenApi, restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import { renderWsdl } from '../../../reference-architecture/contract/render/wsdl.ts';
import { escapeXml } from '../../../reference-architecture/contract/render/xml.ts';
import type { SoapRoutes, SoapService } from '../../../shared-services/gateway/soap-routes.ts';

export interface PublishedParts {
  readonly catalogue: readonly Application[];
  readonly soapRoutes: SoapRoutes;
  /** Address under which callers reach the gateway. */
  readonly publicUrl: () => string;
}

interface OpenApi {
  readonly application: Application;
  readonly document: Readonly<Record<string, unknown>>;
}

const openApisOf = (catalogue: readonly Application[]): OpenApi[] =>
  catalogue.flatMap((application) => {
    const document = renderOpenApi(application, 'untrusted');
    return document === undefined ? [] : [{ application, document }];
  });

const pathsOf = ({ document }: OpenApi): string[] => Object.keys(document.paths as object);

const pointer = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1');

/** One document for all: each path refers to the document of its application. */
const wholeOpenApi = (all: readonly OpenApi[]) => ({
  openapi: '3.1.0',
  info: { title: 'SPEED2ng', version: '1', description: 'All operations that traders may call by REST.' },
  servers: [{ url: restRoot }],
  paths: Object.fromEntries(
    all.flatMap((one) =>
      pathsOf(one).map((path) => [
        path,
        { $ref: `${restRoot}/openapi/${one.application.name}.json#/paths/${pointer(path)}` },
      ]),
    ),
  ),
});

const wsdlOf = ({ application, serviceName, service }: SoapService, publicUrl: string): string => {
  const location = `${publicUrl}${service.soap!.path}`;
  return renderWsdl(application, serviceName, { soap11: location, soap12: location });
};

const soapItem = ({ service }: SoapService): string => {
  const path = escapeXml(service.soap!.path);
  return `<li>${escapeXml(service.title)}: <a href="${path}?wsdl">${path}?wsdl</a></li>`;
};

const restItem = ({ application }: OpenApi): string => {
  const path = `${restRoot}/openapi/${application.name}.json`;
  return `<li>${escapeXml(application.title)}: <a href="${path}">${path}</a></li>`;
};

const startPage = (all: readonly OpenApi[], { services }: SoapRoutes): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>SPEED2ng</title></head><body>
<h1>SPEED2ng</h1>
<p>The gateway for traders and those who act for them. Every call needs an access token of the union sign-in
(<code>Authorization: Bearer</code>).</p>
<h2>REST</h2>
<p>All operations: <a href="${restRoot}/openapi.json">${restRoot}/openapi.json</a></p>
<ul>${all.map(restItem).join('')}</ul>
<h2>SOAP</h2>
<ul>${[...services.values()].map(soapItem).join('')}</ul>
</body></html>
`;

const asksForWsdl = ({ method, url }: Request): string | undefined =>
  method === 'GET' && /\?wsdl$/i.test(url) ? url.slice(0, -'?wsdl'.length) : undefined;

export const publishedRouter = ({ catalogue, soapRoutes, publicUrl }: PublishedParts): Router => {
  const all = openApisOf(catalogue);
  const page = startPage(all, soapRoutes);
  const whole = wholeOpenApi(all);
  const wsdls = new Map<string, string>();
  const wsdlAt = (path: string, service: SoapService): string => {
    const wsdl = wsdls.get(path) ?? wsdlOf(service, publicUrl());
    wsdls.set(path, wsdl);
    return wsdl;
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/', (_request: Request, response: Response) => void response.type('html').send(page));
  router.get(`${restRoot}/openapi.json`, (_request: Request, response: Response) => void response.json(whole));
  for (const { application, document } of all) {
    router.get(`${restRoot}/openapi/${application.name}.json`, (_request: Request, response: Response) => {
      response.json(document);
    });
  }
  return router.use((request: Request, response: Response, next: NextFunction) => {
    const path = asksForWsdl(request);
    const service = path === undefined ? undefined : soapRoutes.services.get(path);
    if (path === undefined || service === undefined) return next();
    response.type('text/xml').send(wsdlAt(path, service));
  });
};
