/** What an analyst looks at in a declaration: each description of goods, and the transport document that they travel under. */

import type { IE4R05 } from '../../platforms/cdco/entry/messages/consultation.ts';
import type { Content } from '../../reference-architecture/contract/schema.ts';

export type Declaration = Content<typeof IE4R05>;

export interface TransportDocument {
  readonly level: 'house' | 'master';
  readonly documentNumber: string;
  /** CL754: N703 is a house air waybill. */
  readonly type: string;
}

export interface Goods {
  readonly description: string;
  readonly document?: TransportDocument;
}

interface Named {
  readonly documentNumber?: string;
  readonly type?: string;
}

const documentOf = (level: TransportDocument['level'], named: Named | undefined): TransportDocument | undefined =>
  named?.documentNumber === undefined || named.type === undefined
    ? undefined
    : { level, documentNumber: named.documentNumber, type: named.type };

interface Item {
  readonly commodity?: { readonly descriptionOfGoods?: string };
}

const goodsIn = (items: readonly Item[] | undefined, document: TransportDocument | undefined): Goods[] =>
  (items ?? []).flatMap(({ commodity }) => {
    const description = commodity?.descriptionOfGoods;
    return description === undefined ? [] : [{ description, ...(document === undefined ? {} : { document }) }];
  });

/** All goods of a declaration, of the master consignment and of each house consignment. */
export const goodsOf = ({ relatedENS }: Declaration): Goods[] => {
  const master = relatedENS?.consignmentMasterLevel;
  if (master === undefined) return [];
  const masterDocument = documentOf('master', master.transportDocumentMasterLevel);
  const houses = (master.consignmentHouseLevel ?? []).flatMap((house) =>
    goodsIn(house.goodsItem, documentOf('house', house.transportDocumentHouseLevel) ?? masterDocument),
  );
  return [...goodsIn(master.goodsItem, masterDocument), ...houses];
};
