import { startCcn2ng } from '../../../platforms/ccn2ng/server.ts';
import { trustWithout } from '../../../shared-services/kit/identity/barred-trust.ts';
import { messageSecurityOf, recipientsIn } from '../../message-security.ts';
import { memberStatesOf } from '../../world.ts';
import { openBearer } from '../bearer.ts';
import { openThrottles } from '../throttles.ts';
import type { OpenDoor } from './door.ts';
import { sessionLimitsOf, workbenchUrlOf } from './pages.ts';

/** The door of Member States; it follows new certificates by itself. */
export const openCcn2ng: OpenDoor = async (parts) => {
  const { certificates, settings } = parts;
  const tokens = await openBearer('ccn2ng', settings.PORTORIUM_WORKBENCH_URL, {
    ...parts,
    told: parts.host.storeOf('ccn2ng'),
  });
  const server = await startCcn2ng({
    ...parts,
    carry: parts.host.carryFrom('ccn2ng'),
    store: parts.host.storeOf('ccn2ng'),
    certificates: () => ({
      server: certificates.gateway('ccn2ng'),
      trustAnchor: certificates.trustAnchor,
      client: certificates.service('ccn2ng', 'push'),
    }),
    trust: trustWithout(certificates.trust, tokens.standing),
    partners: tokens.standing,
    minTlsVersion: settings.PORTORIUM_TLS_MIN_VERSION,
    memberStates: memberStatesOf(settings.PORTORIUM_MEMBER_STATES),
    security: {
      protection: messageSecurityOf(settings.PORTORIUM_MESSAGE_SECURITY),
      recipients: recipientsIn(settings.PORTORIUM_PARTNER_CERTIFICATES),
    },
    host: settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_CCN2NG_PORT,
    grpcPort: settings.PORTORIUM_CCN2NG_GRPC_PORT,
    workbench: {
      url: workbenchUrlOf(settings),
      issuer: parts.issuer,
      limits: sessionLimitsOf(settings),
      bearer: tokens.bearer,
      port: settings.PORTORIUM_WORKBENCH_PORT,
    },
    ...openThrottles('ccn2ng', parts),
  });
  const { stop } = tokens.takenBy(server);
  const workbench = { 'risk workbench': `${workbenchUrlOf(settings)}/workbench` };
  return { addresses: { CCN2ng: server.url, 'CCN2ng gRPC': server.grpcAddress, ...workbench }, stop };
};
