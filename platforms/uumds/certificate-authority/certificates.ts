/** What the authority hands out: paths for configuration, PEM for TLS. */
import type { TrustMaterial } from '../../../shared-services/kit/identity/trust.ts';
import { type Bundle, certificatesOf } from './bundle.ts';

/** A key with its certificates. */
export interface Credential {
  /** One PEM file with the key and the chain. */
  readonly path: string;
  /** PKCS #8, PEM. */
  readonly key: string;
  /** Certificate and issuers, PEM, without the root. */
  readonly certificate: string;
  readonly notAfter: Date;
}

/** What `tls`, `https` and `grpc` want. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  /** The root that peers must chain to. */
  readonly ca: string;
}

interface Parts extends TrustMaterial {
  readonly directory: string;
  readonly trustAnchorPath: string;
  readonly gateways: ReadonlyMap<string, Credential>;
  readonly services: ReadonlyMap<string, Credential>;
  readonly memberStates: ReadonlyMap<string, Credential>;
}

export interface DevelopmentCertificates extends TrustMaterial, Pick<Parts, 'directory' | 'trustAnchorPath'> {
  /** Server certificate of a gateway's public address: `speed2ng`, `ccn2ng`. It identifies no caller. */
  readonly gateway: (name: string) => Credential;
  /** `portorium://central/<platform>/<service>`, for client and server; `calls` if no service is said. */
  readonly service: (platform: string, service?: string) => Credential;
  /** `portorium://trusted/<country>/national-entry-system`, for client and server. */
  readonly memberState: (country: string) => Credential;
  readonly tls: (credential: Credential) => TlsMaterial;
}

export const credential = (path: string, bundle: Bundle): Credential => ({
  path,
  key: bundle.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  certificate: certificatesOf(bundle),
  notAfter: new Date(bundle.certificate.validTo),
});

const finder =
  (kind: string, from: ReadonlyMap<string, Credential>) =>
  (name: string): Credential => {
    const found = from.get(name);
    if (found === undefined) throw new Error(`No development certificate was asked for: ${kind} ${name}.`);
    return found;
  };

export const developmentCertificates = (parts: Parts): DevelopmentCertificates => ({
  directory: parts.directory,
  trustAnchorPath: parts.trustAnchorPath,
  trustAnchor: parts.trustAnchor,
  authorities: parts.authorities,
  revocationLists: parts.revocationLists,
  gateway: finder('gateway', parts.gateways),
  service: (platform, service = 'calls') =>
    finder('service', parts.services)(service === 'calls' ? platform : `${platform}-${service}`),
  memberState: finder('Member State', parts.memberStates),
  tls: ({ key, certificate }) => ({ key, cert: certificate, ca: parts.trustAnchor }),
});
