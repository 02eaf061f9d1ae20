/** As `admitAddress`, for a gRPC call: proxies of HTTP headers are not known there. */
import type { AdmitAddressParts } from '../../../shared-services/gateway/steps/admit-address.ts';
import type { GrpcArrived } from '../stages.ts';

export const admitCall =
  ({ addresses }: AdmitAddressParts) =>
  async <S extends GrpcArrived>(stage: S): Promise<S> => {
    await addresses?.admit({ remoteAddress: stage.remoteAddress });
    return stage;
  };
