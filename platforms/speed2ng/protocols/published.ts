/** What anybody may read: which services there are, and their contracts as OpenAPI and WSDL. */
import express, { type Request, type Response, type Router } from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import type { Assets } from '../../../shared-services/gateway/pages/assets.ts';
import { setPageHeaders } from '../../../shared-services/gateway/pages/page-headers.ts';
import { contractsRouter, type OpenApi, openApisOf } from '../../../shared-services/gateway/published.ts';
import type { SoapRoutes, SoapService } from '../../../shared-services/gateway/soap-routes.ts';
import { type ListedContract, startPage } from './start-page.ts';

export interface PublishedParts {
  readonly catalogue: readonly Application[];
  readonly soapRoutes: SoapRoutes;
  /** Address under which callers reach the gateway. */
  readonly publicUrl: () => string;
  readonly assets: Assets;
  readonly hasPortal: boolean;
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

export const publishedRouter = ({ catalogue, soapRoutes, publicUrl, assets, hasPortal }: PublishedParts): Router => {
  const openApis = openApisOf(catalogue, 'untrusted');
  const soap = [...soapRoutes.services.values()].map(soapContract);
  const page = startPage({ assets, hasPortal, rest: openApis.map(restContract), soap });
  const whole = wholeOpenApi(openApis);
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/', (_request: Request, response: Response) => {
    setPageHeaders(response);
    response.type('html').send(page);
  });
  router.get(`${restRoot}/openapi.json`, (_request: Request, response: Response) => void response.json(whole));
  return router.use(contractsRouter({ openApis, soapRoutes, publicUrl }));
};
