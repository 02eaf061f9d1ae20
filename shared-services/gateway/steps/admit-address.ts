/** The place from which a request comes has its share, whoever it says it is. */
import { connectionOf } from '../throttling/address.ts';
import type { AddressGuard } from '../throttling/guard.ts';
import type { HttpArrived } from './stages.ts';

export interface AdmitAddressParts {
  /** Absent: addresses are not looked at. */
  readonly addresses?: AddressGuard;
}

export const admitAddress =
  ({ addresses }: AdmitAddressParts) =>
  async <S extends HttpArrived>(stage: S): Promise<S> => {
    await addresses?.admit(connectionOf(stage.request));
    return stage;
  };
