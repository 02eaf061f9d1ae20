/** What each platform opens to its own circle. A platform without a door is reached by the others alone. */
import type { Platform } from '../../../reference-architecture/contract/language.ts';
import { openCcn2ng } from './ccn2ng.ts';
import type { OpenDoor } from './door.ts';
import { managed } from './managed.ts';
import { openSharedServices } from './shared-services.ts';
import { openSpeed2ng } from './speed2ng.ts';
import { openUumds } from './uumds.ts';

/** In the order in which they open. */
export const doors: Readonly<Record<Platform, readonly OpenDoor[]>> = {
  uumds: [openUumds, managed('uumds', (settings) => settings.PORTORIUM_UUMDS_MANAGEMENT_PORT)],
  'shared-services': [
    openSharedServices,
    managed('shared-services', (settings) => settings.PORTORIUM_SHARED_SERVICES_MANAGEMENT_PORT),
  ],
  cdco: [managed('cdco', (settings) => settings.PORTORIUM_CDCO_MANAGEMENT_PORT)],
  ccn2ng: [openCcn2ng, managed('ccn2ng', (settings) => settings.PORTORIUM_CCN2NG_MANAGEMENT_PORT)],
  speed2ng: [openSpeed2ng],
};
