/** What anybody may read: which services there are, and their contracts as OpenAPI and WSDL. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { renderOpenApi, restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import { renderWsdl } from '../../../reference-architecture/contract/render/wsdl.ts';
import type { SoapRoutes, SoapService } from '../../../shared-services/gateway/soap-routes.ts';
import { type ListedContract, startPage, startPageStyle, stylePath } from './start-page.ts';

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

const soapContract = ({ service }: SoapService): ListedContract => ({
  title: service.title,
  path: `${service.soap!.path}?wsdl`,
});

const restContract = ({ application }: OpenApi): ListedContract => ({
  title: application.title,
  path: `${restRoot}/openapi/${application.name}.json`,
});

/** The one style sheet of the gateway's own, and nothing else. */
const pagePolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const asksForWsdl = ({ method, url }: Request): string | undefined =>
  method === 'GET' && /\?wsdl$/i.test(url) ? url.slice(0, -'?wsdl'.length) : undefined;

export const publishedRouter = ({ catalogue, soapRoutes, publicUrl }: PublishedParts): Router => {
  const all = openApisOf(catalogue);
  const page = startPage(all.map(restContract), [...soapRoutes.services.values()].map(soapContract));
  const whole = wholeOpenApi(all);
  const wsdls = new Map<string, string>();
  const wsdlAt = (path: string, service: SoapService): string => {
    const wsdl = wsdls.get(path) ?? wsdlOf(service, publicUrl());
    wsdls.set(path, wsdl);
    return wsdl;
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/', (_request: Request, response: Response) => {
    response.set('Content-Security-Policy', pagePolicy).type('html').send(page);
  });
  router.get(stylePath, (_request: Request, response: Response) => void response.type('css').send(startPageStyle));
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
