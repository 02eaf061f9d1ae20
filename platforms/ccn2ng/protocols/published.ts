/** The WSDL of each service at its own address, `?wsdl`, and the OpenAPI document of each application. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { renderOpenApi, restRoot } from '../../../reference-architecture/contract/render/openapi.ts';
import { renderWsdl } from '../../../reference-architecture/contract/render/wsdl.ts';
import type { SoapRoutes, SoapService } from '../../../shared-services/gateway/soap-routes.ts';

export interface PublishedParts {
  readonly catalogue: readonly Application[];
  readonly soapRoutes: SoapRoutes;
  /** Address under which Member States reach the gateway. */
  readonly publicUrl: () => string;
}

const wsdlOf = ({ application, serviceName, service }: SoapService, publicUrl: string): string => {
  const location = `${publicUrl}${service.soap!.path}`;
  return renderWsdl(application, serviceName, { soap11: location, soap12: location });
};

const asksForWsdl = ({ method, url }: Request): string | undefined =>
  method === 'GET' && /\?wsdl$/i.test(url) ? url.slice(0, -'?wsdl'.length) : undefined;

export const publishedRouter = ({ catalogue, soapRoutes, publicUrl }: PublishedParts): Router => {
  const wsdls = new Map<string, string>();
  const wsdlAt = (path: string, service: SoapService): string => {
    const wsdl = wsdls.get(path) ?? wsdlOf(service, publicUrl());
    wsdls.set(path, wsdl);
    return wsdl;
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const application of catalogue) {
    const document = renderOpenApi(application, 'trusted');
    if (document === undefined) continue;
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
