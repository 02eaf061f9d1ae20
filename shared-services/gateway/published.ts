/** The contracts of a gateway, for anybody to read: OpenAPI of each application, and WSDL of each service at its address. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Application } from '../../reference-architecture/contract/language.ts';
import { type GatewayCircle, renderOpenApi, restRoot } from '../../reference-architecture/contract/render/openapi.ts';
import { renderWsdl } from '../../reference-architecture/contract/render/wsdl.ts';
import type { SoapRoutes, SoapService } from './soap-routes.ts';

export interface OpenApi {
  readonly application: Application;
  readonly document: Readonly<Record<string, unknown>>;
  /** Where the gateway serves it. */
  readonly path: string;
}

/** Of each application that offers something to the circle by REST. */
export const openApisOf = (catalogue: readonly Application[], circle: GatewayCircle): OpenApi[] =>
  catalogue.flatMap((application) => {
    const document = renderOpenApi(application, circle);
    return document === undefined
      ? []
      : [{ application, document, path: `${restRoot}/openapi/${application.name}.json` }];
  });

export interface ContractsParts {
  readonly openApis: readonly OpenApi[];
  readonly soapRoutes: SoapRoutes;
  /** Address under which callers reach the gateway. */
  readonly publicUrl: () => string;
}

const wsdlOf = ({ application, serviceName, service }: SoapService, publicUrl: string): string => {
  const location = `${publicUrl}${service.soap!.path}`;
  return renderWsdl(application, serviceName, { soap11: location, soap12: location });
};

const asksForWsdl = ({ method, url }: Request): string | undefined =>
  method === 'GET' && /\?wsdl$/i.test(url) ? url.slice(0, -'?wsdl'.length) : undefined;

export const contractsRouter = ({ openApis, soapRoutes, publicUrl }: ContractsParts): Router => {
  const wsdls = new Map<string, string>();
  const wsdlAt = (path: string, service: SoapService): string => {
    const wsdl = wsdls.get(path) ?? wsdlOf(service, publicUrl());
    wsdls.set(path, wsdl);
    return wsdl;
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const { path, document } of openApis) {
    router.get(path, (_request: Request, response: Response) => void response.json(document));
  }
  return router.use((request: Request, response: Response, next: NextFunction) => {
    const path = asksForWsdl(request);
    const service = path === undefined ? undefined : soapRoutes.services.get(path);
    if (path === undefined || service === undefined) return next();
    response.type('text/xml').send(wsdlAt(path, service));
  });
};
