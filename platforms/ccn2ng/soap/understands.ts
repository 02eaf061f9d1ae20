/** Headers on which CCN2ng acts. A signature has been verified before an envelope is read. */
import { type Understands, understandsSecurity } from '../../../shared-services/gateway/soap/envelope.ts';
import { ccn2Namespace } from './message-header.ts';

export const understands: Understands = (header) => understandsSecurity(header) || header.namespace === ccn2Namespace;
