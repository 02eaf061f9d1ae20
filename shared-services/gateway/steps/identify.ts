/** Which operation (REST) or service (SOAP) the address names. */
import { assertAccepts } from '../headers.ts';
import { MethodRefusal } from '../refusals.ts';
import type { RestRoutes } from '../rest-routes.ts';
import type { SoapRoutes } from '../soap-routes.ts';
import type { HttpArrived, Placed, RestIdentified, Sized, SoapIdentified } from './stages.ts';

export interface IdentifyParts {
  readonly restRoutes: RestRoutes;
  readonly soapRoutes: SoapRoutes;
}

const json = ['application/json'];

export const identifyOperation =
  ({ restRoutes }: Pick<IdentifyParts, 'restRoutes'>) =>
  (stage: HttpArrived & Placed & Sized): RestIdentified => {
    const match = restRoutes.find(stage.request.method ?? '', stage.url);
    assertAccepts(stage.request, json);
    return { ...stage, protocol: 'rest', match };
  };

export const identifyService =
  ({ soapRoutes }: Pick<IdentifyParts, 'soapRoutes'>) =>
  (stage: HttpArrived & Placed & Sized): SoapIdentified => {
    const service = soapRoutes.service(stage.url);
    if (stage.request.method !== 'POST') throw new MethodRefusal(['POST']);
    return { ...stage, protocol: 'soap', service };
  };
