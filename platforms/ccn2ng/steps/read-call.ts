/** gRPC has read the message already; here it gets the same place as one of the other protocols. */
import type { PreparedOf } from '../../../shared-services/gateway/prepared.ts';
import { refuse, refuseOne } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, Placed, Read, Sealed, Throttled } from '../../../shared-services/gateway/steps/stages.ts';
import { type Received, sha256Hex } from '../../../shared-services/kit/call.ts';
import type { GrpcArrived, GrpcIdentified, GrpcRequest } from '../stages.ts';

const maxMetadataEntries = 64;

/** gRPC itself has limited the size; a header twice would be two names for one message. */
export const limitMetadata = (stage: GrpcArrived & Placed): GrpcArrived & Placed => {
  const entries = Object.entries(stage.metadata.getMap());
  if (entries.length > maxMetadataEntries) throw refuse('HEADERS_TOO_LARGE');
  if (stage.metadata.get('message-id').length > 1) {
    throw refuseOne('HEADER_REPEATED', 'message-id stands more than once');
  }
  return stage;
};

/** The method names the operation. */
export const identifyCall = (stage: GrpcArrived & Placed): GrpcIdentified => ({ ...stage, protocol: 'grpc' });

/** Protocol buffers are no text: kept as base64, so that the exact bytes can be looked at later. */
const receivedOf = ({ bytes }: GrpcRequest): Received => ({
  contentType: 'application/grpc+proto; encoding=base64',
  text: bytes.toString('base64'),
  sha256: sha256Hex(bytes),
});

/** gRPC has the bytes already. */
export const takeCall = <S>(stage: S): S => stage;

export const readCallOf =
  ({ preparedOf }: { readonly preparedOf: PreparedOf }) =>
  (stage: GrpcIdentified & Authenticated & Throttled & Sealed): typeof stage & Read => {
    if (stage.request.content === undefined) throw refuse('MESSAGE_MALFORMED');
    const [givenId] = stage.metadata.get('message-id');
    return {
      ...stage,
      prepared: preparedOf(stage.called),
      unchecked: stage.request.content,
      structureFaults: [],
      received: receivedOf(stage.request),
      ...(givenId === undefined ? {} : { givenId: String(givenId) }),
    };
  };
