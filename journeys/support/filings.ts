/** Filings for journeys: the examples of the application, with references and goods of their own. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../start/root.ts';

// biome-ignore lint/suspicious/noExplicitAny: examples are changed freely
export type Json = any;

export const example = (application: string, operation: string, name = 'valid'): Json =>
  (
    JSON.parse(
      readFileSync(join(root, 'platforms/cdco', application, 'examples', operation, `${name}.json`), 'utf8'),
    ) as Json
  ).message;

export const ownLrn = (): string => `J-${randomUUID().slice(0, 12)}`;

/** The valid F32 with an LRN of its own, and goods that the simulated Member States and the risk profiles know. */
export const expressFiling = (goods?: { readonly description: string; readonly subheading: string }): Json => {
  const filing = example('entry', 'fileIE3F32');
  filing.LRN = ownLrn();
  if (goods !== undefined) {
    const { commodity } = filing.consignmentMasterLevel.consignmentHouseLevel[0].goodsItem[0];
    commodity.descriptionOfGoods = goods.description;
    commodity.commodityCode.harmonizedSystemSubHeadingCode = goods.subheading;
  }
  return filing;
};
