import { createSealRegister } from '../../../platforms/speed2ng/seal-register.ts';
import { startSpeed2ng } from '../../../platforms/speed2ng/server.ts';
import { createReplayGuard } from '../../../shared-services/gateway/soap/security/replay.ts';
import { mustSealOf } from '../../message-security.ts';
import { openBearer } from '../bearer.ts';
import { openThrottles } from '../throttles.ts';
import type { OpenDoor } from './door.ts';
import { portalUrlOf, sessionLimitsOf } from './pages.ts';
import { renewing } from './renewing.ts';

/** The door of traders, and the portal behind it. */
export const openSpeed2ng: OpenDoor = async (parts) => {
  const { settings } = parts;
  const carry = parts.host.carryFrom('speed2ng');
  const tokens = await openBearer('speed2ng', settings.PORTORIUM_SPEED2NG_URL, {
    ...parts,
    proofs: parts.host.storeOf('speed2ng'),
  });
  const server = await startSpeed2ng({
    ...parts,
    carry,
    bearer: tokens.bearer,
    asksForCertificate: settings.PORTORIUM_CLIENT_CERTIFICATES === 'asked',
    partners: tokens.standing,
    seals: createSealRegister({ carry, standing: tokens.standing, clock: parts.clock }),
    ...(settings.PORTORIUM_SPEED2NG_URL === undefined ? {} : { publicUrl: settings.PORTORIUM_SPEED2NG_URL }),
    certificates: parts.certificates.gateway('speed2ng'),
    host: settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_SPEED2NG_PORT,
    managementHost: settings.PORTORIUM_INTERNAL_HOST,
    managementPort: settings.PORTORIUM_SPEED2NG_MANAGEMENT_PORT,
    portal: {
      url: portalUrlOf(settings),
      issuer: parts.issuer,
      rows: parts.host.storeOf('speed2ng'),
      limits: sessionLimitsOf(settings),
    },
    ready: parts.databases.answers,
    mustSeal: mustSealOf(settings.PORTORIUM_SEALS_REQUIRED),
    assertFirst: createReplayGuard(parts.host.storeOf('speed2ng')),
    ...openThrottles('speed2ng', parts),
  });
  const addresses = {
    SPEED2ng: server.url,
    'trader portal': `${portalUrlOf(settings)}/portal`,
    'speed2ng metrics': `${server.managementUrl}/metrics`,
  };
  return { addresses, stop: renewing('speed2ng', tokens.takenBy(server), parts) };
};
