/** What says of itself that it is too large, or is not to be read at all, is not begun with. */
import { assertBodyAcceptable } from '../body.ts';
import type { GatewayLimits } from '../limits.ts';
import type { HttpArrived, Placed, Sized } from './stages.ts';

export interface LimitSizeParts {
  readonly limits: GatewayLimits;
}

export const limitSize =
  ({ limits }: LimitSizeParts) =>
  <S extends HttpArrived & Placed>(stage: S): S & Sized => {
    assertBodyAcceptable(stage.request, limits);
    return { ...stage, sized: true };
  };
