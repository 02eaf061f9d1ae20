/** Whether the other end of a connection that we open is whom we meant. */
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Trust, Trusted } from './trust.ts';

export type CheckPeer = (host: string, certificate: PeerCertificate) => Error | undefined;

/**
 * The name in the address, then trust and identity: a certificate that is good for the host and belongs to another party
 * is not the one that was meant. For `checkServerIdentity`.
 * @param who for the log: `BE`, `cdco`
 */
export const checkPeer =
  (trust: Trust, who: string, isMeant: (peer: Trusted) => boolean): CheckPeer =>
  (host, certificate) => {
    const wrongHost = checkServerIdentity(host, certificate);
    if (wrongHost !== undefined) return wrongHost;
    try {
      const peer = trust.assertTrusted(certificate);
      return isMeant(peer) ? undefined : new Error(`the certificate of ${host} is not that of ${who}: ${peer.subject}`);
    } catch (error) {
      return error as Error;
    }
  };
