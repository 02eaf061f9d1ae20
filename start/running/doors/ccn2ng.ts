import { startCcn2ng } from '../../../platforms/ccn2ng/server.ts';
import { trustWithout } from '../../../shared-services/kit/identity/barred-trust.ts';
import { messageSecurityOf, recipientsIn } from '../../message-security.ts';
import { memberStatesOf } from '../../world.ts';
import { openStanding } from '../standing.ts';
import { openThrottles } from '../throttles.ts';
import type { OpenDoor } from './door.ts';

/** The door of Member States; it follows new certificates by itself. */
export const openCcn2ng: OpenDoor = async (parts) => {
  const { certificates, settings } = parts;
  const standing = await openStanding('ccn2ng', parts);
  const server = await startCcn2ng({
    ...parts,
    carry: parts.host.carryFrom('ccn2ng'),
    store: parts.host.storeOf('ccn2ng'),
    certificates: () => ({
      server: certificates.gateway('ccn2ng'),
      trustAnchor: certificates.trustAnchor,
      client: certificates.service('ccn2ng', 'push'),
    }),
    trust: trustWithout(certificates.trust, standing),
    partners: standing,
    minTlsVersion: settings.PORTORIUM_TLS_MIN_VERSION,
    memberStates: memberStatesOf(settings.PORTORIUM_MEMBER_STATES),
    security: {
      protection: messageSecurityOf(settings.PORTORIUM_MESSAGE_SECURITY),
      recipients: recipientsIn(settings.PORTORIUM_PARTNER_CERTIFICATES),
    },
    host: settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_CCN2NG_PORT,
    grpcPort: settings.PORTORIUM_CCN2NG_GRPC_PORT,
    ...openThrottles('ccn2ng', parts),
  });
  return {
    addresses: { CCN2ng: server.url, 'CCN2ng gRPC': server.grpcAddress },
    stop: () => server.stop().finally(standing.stop),
  };
};
