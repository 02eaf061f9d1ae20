/** SOAP of Member States: each service at its official path, in SOAP 1.2 where nothing else is said. */
import type { Router } from 'express';
import { soapRouter } from '../../../shared-services/gateway/soap/router.ts';
import type { SoapRoutes } from '../../../shared-services/gateway/soap-routes.ts';
import { protectAnswers } from '../security/answers.ts';
import type { MemberStateSecurity } from '../security/member-state-security.ts';
import { writeServiceFault } from '../soap/service-fault.ts';
import type { ProtocolParts } from './parts.ts';
import { challenge } from './rest.ts';

export interface SoapParts extends ProtocolParts {
  readonly security: MemberStateSecurity;
  readonly soapRoutes: SoapRoutes;
}

export const soapForMemberStates = ({ receive, security, ...parts }: SoapParts): Router =>
  soapRouter({
    ...parts,
    run: receive.soap,
    usualVersion: '1.2',
    protect: protectAnswers(security),
    ofFault: (refusal, { prepared }) => ({
      challenge,
      declared: writeServiceFault(refusal, prepared?.placed.operation.request.name, security.clock.nowMs()),
    }),
  });
