/** The receipt keys of the gateways of this process: each has its own. */
import { join } from 'node:path';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { Receipts } from '../../shared-services/gateway/receipts/giving.ts';
import { openReceiptKeys } from '../../shared-services/gateway/receipts/keys.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { PlatformSettings } from '../settings.ts';
import type { Stops } from './ending.ts';
import type { Endings } from './endings.ts';

export interface ReceiptsParts {
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Folder of keys in what an operator gives a process, and in the data folder. */
export const receiptKeysFolder = 'receipt-keys';

/** Those that the operator gives, beside the certificates or elsewhere; otherwise drawn in the data folder. */
const folderOf = (gateway: Platform, { settings, dataDirectory }: ReceiptsParts) => {
  const { PORTORIUM_RECEIPT_KEYS: keys, PORTORIUM_CERTIFICATES: certificates } = settings;
  if (keys !== undefined) return { folder: keys, given: true };
  if (certificates !== undefined) return { folder: join(certificates, receiptKeysFolder), given: true };
  return { folder: join(dataDirectory, receiptKeysFolder, gateway), given: false };
};

const gateways: readonly Platform[] = ['speed2ng', 'ccn2ng'];

export const openReceipts = async (
  platforms: readonly Platform[],
  parts: ReceiptsParts,
  stops: Stops,
  endings: Endings,
): Promise<ReadonlyMap<Platform, Receipts>> => {
  const { clock, log, settings } = parts;
  const opened = new Map<Platform, Receipts>();
  for (const gateway of gateways.filter((one) => platforms.includes(one))) {
    const keys = await openReceiptKeys({ ...folderOf(gateway, parts), clock, log: log.child({ gateway }) });
    stops.add(() => keys.stop());
    endings.add({ kind: 'signing key', name: `receipts ${gateway}` }, keys.renewalDueMs);
    opened.set(gateway, { name: settings.PORTORIUM_RECEIPT_ISSUER, gateway, signer: keys, published: keys.published });
  }
  return opened;
};
