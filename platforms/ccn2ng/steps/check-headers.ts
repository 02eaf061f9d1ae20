/** Whether what stands around the message holds: of REST and gRPC nothing, of SOAP the MessageHeader of CCN2. */
import type { Entitled, SoapRead } from '../../../shared-services/gateway/steps/stages.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { assertNotExpired, type Ccn2Header, readMessageHeader } from '../soap/message-header.ts';

/** Whose declaration it is, and who is involved, the application knows: see its contract's refusals. */
export const noHeaders = <S>(stage: S): S & Entitled => ({ ...stage, entitled: true });

export interface HeadersChecked extends Entitled {
  readonly ccn2Header?: Ccn2Header;
}

export const checkHeaders =
  ({ clock }: { readonly clock: Clock }) =>
  <S extends SoapRead>(stage: S): S & HeadersChecked => {
    const ccn2Header = readMessageHeader(stage.envelope.headers);
    assertNotExpired(ccn2Header, clock.nowMs());
    return { ...stage, entitled: true, ...(ccn2Header === undefined ? {} : { ccn2Header }) };
  };
