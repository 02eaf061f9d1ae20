/**
 * Headers on which CCN2ng acts, or which it knowingly lets pass. A WS-Security header is taken as it is: who sends is proved
 * by the certificate of the connection, and signatures are not verified yet.
 */
import { type Understands, understandsAddressing } from '../../../shared-services/gateway/soap/envelope.ts';
import { ccn2Namespace } from './message-header.ts';

export const securityNamespace = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

export const understands: Understands = (header) =>
  understandsAddressing(header) || header.namespace === ccn2Namespace || header.namespace === securityNamespace;
