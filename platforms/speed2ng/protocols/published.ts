/** What anybody may read: which services there are, and their contracts as OpenAPI and WSDL. */
import express, { type Request, type Response, type Router } from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import { contractsRouter, type OpenApi, openApisOf } from '../../../shared-services/gateway/published.ts';
import type { SoapRoutes, SoapService } from '../../../shared-services/gateway/soap-routes.ts';
import { type ListedContract, startPage, startPageStyle, stylePath } from './start-page.ts';

export interface PublishedParts {
  readonly catalogue: readonly Application[];
  readonly soapRoutes: SoapRoutes;
  /** Address under which callers reach the gateway. */
  readonly publicUrl: () => string;
}

const pathsOf = ({ document }: OpenApi): string[] => Object.keys(document.paths as object);

const pointer = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1');

/** One document for all: each path refers to the document of its application. */
const wholeOpenApi = (all: readonly OpenApi[]) => ({
  openapi: '3.1.0',
  info: { title: 'SPEED2ng', version: '1', description: 'All operations that traders may call by REST.' },
  servers: [{ url: restRoot }],
  paths: Object.fromEntries(
    all.flatMap((one) => pathsOf(one).map((path) => [path, { $ref: `${one.path}#/paths/${pointer(path)}` }])),
  ),
});

const soapContract = ({ service }: SoapService): ListedContract => ({
  title: service.title,
  path: `${service.soap!.path}?wsdl`,
});

const restContract = ({ application, path }: OpenApi): ListedContract => ({ title: application.title, path });

/** The one style sheet of the gateway's own, and nothing else. */
const pagePolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const publishedRouter = ({ catalogue, soapRoutes, publicUrl }: PublishedParts): Router => {
  const openApis = openApisOf(catalogue, 'untrusted');
  const page = startPage(openApis.map(restContract), [...soapRoutes.services.values()].map(soapContract));
  const whole = wholeOpenApi(openApis);
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/', (_request: Request, response: Response) => {
    response.set('Content-Security-Policy', pagePolicy).type('html').send(page);
  });
  router.get(stylePath, (_request: Request, response: Response) => void response.type('css').send(startPageStyle));
  router.get(`${restRoot}/openapi.json`, (_request: Request, response: Response) => void response.json(whole));
  return router.use(contractsRouter({ openApis, soapRoutes, publicUrl }));
};
