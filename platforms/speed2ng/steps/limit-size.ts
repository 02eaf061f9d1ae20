/** What says of itself that it is too large, or is not to be read at all, is not begun with. */
import { assertBodyAcceptable } from '../../../shared-services/gateway/body.ts';
import type { GatewayLimits } from '../../../shared-services/gateway/limits.ts';
import type { Placed, Sized } from '../stages.ts';

export interface LimitSizeParts {
  readonly limits: GatewayLimits;
}

export const limitSize =
  ({ limits }: LimitSizeParts) =>
  (stage: Placed): Sized => {
    assertBodyAcceptable(stage.request, limits);
    return { ...stage, sized: true };
  };
