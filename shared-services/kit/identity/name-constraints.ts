/** Which URIs an authority may certify (RFC 5280, 4.2.1.10): node checks it in TLS alone. */
import type { X509Certificate } from 'node:crypto';
import { derElements, derSequence } from './der.ts';
import { X509Certificate as ReadCertificate } from './x509.ts';

const nameConstraints = '2.5.29.30';
const uriTag = 0x86;
const [permittedTag, excludedTag] = [0xa0, 0xa1];

const constraintsOf = ({ raw }: X509Certificate): Buffer | undefined => {
  const extension = new ReadCertificate(new Uint8Array(raw)).getExtension(nameConstraints);
  return extension === null ? undefined : Buffer.from(extension.value);
};

/** Hosts of the URI subtrees. */
const hostsIn = (subtrees: Buffer): string[] =>
  derElements(subtrees).flatMap(({ content }) => {
    const [base] = derElements(content);
    return base?.tag === uriTag ? [base.content.toString('latin1').toLowerCase()] : [];
  });

const within = (host: string, constraint: string): boolean =>
  constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint;

/** Whether the authority may certify the URI. Constraints on other kinds of names are TLS's to check. */
export const mayCertify = (authority: X509Certificate, uri: string): boolean => {
  const constraints = constraintsOf(authority);
  if (constraints === undefined) return true;
  const host = new URL(uri).hostname.toLowerCase();
  const hostsOf = (tag: number) =>
    derSequence(constraints).flatMap((part) => (part.tag === tag ? hostsIn(part.content) : []));
  const permitted = hostsOf(permittedTag);
  const isPermitted = permitted.length === 0 || permitted.some((one) => within(host, one));
  return isPermitted && !hostsOf(excludedTag).some((one) => within(host, one));
};
