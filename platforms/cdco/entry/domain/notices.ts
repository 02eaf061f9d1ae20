/**
 * What a filer is told of an outcome. The reasons stay in the trusted circle: a notice names the goods and what has to be
 * done, never a criterion (UCC Art. 46(4) [M]).
 */
import type { Content } from '../../../../reference-architecture/contract/schema.ts';
import type { IE3N03, IE3N08, IE3Q01, IE3Q02, IE3Q03 } from '../messages/notices.ts';
import type { Outcome } from './lifecycle.ts';

export interface TransportDocument {
  readonly documentNumber: string;
  readonly type: string;
}

/** What a notice says of the filing that it is about. */
export interface NotifiedFiling {
  readonly MRN: string;
  readonly declarant: string;
  readonly representative?: string | undefined;
  readonly carrier?: string | undefined;
  readonly masterDocument?: TransportDocument | undefined;
  readonly houseDocuments: readonly TransportDocument[];
  readonly receptacles: readonly string[];
  readonly responsibleMemberState: string;
  readonly officeOfFirstEntry?: string | undefined;
}

/** One notice: the notification of the contract and its content. */
export type Notice =
  | { readonly name: 'IE3N03'; readonly content: Content<typeof IE3N03> }
  | { readonly name: 'IE3Q01'; readonly content: Content<typeof IE3Q01> }
  | { readonly name: 'IE3Q02'; readonly content: Content<typeof IE3Q02> }
  | { readonly name: 'IE3Q03'; readonly content: Content<typeof IE3Q03> }
  | { readonly name: 'IE3N08'; readonly content: Content<typeof IE3N08> };

const identified = (identificationNumber: string | undefined) =>
  identificationNumber === undefined ? undefined : { identificationNumber };

/** Leaves out what has no value: an optional element is absent, not empty. */
const present = <T extends object>(of: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const parties = (filing: NotifiedFiling) =>
  present({
    representative: identified(filing.representative),
    transportDocument: filing.masterDocument ?? filing.houseDocuments[0],
  });

const declarantOf = (filing: NotifiedFiling) => ({ identificationNumber: filing.declarant });
const responsible = (filing: NotifiedFiling) => ({ country: filing.responsibleMemberState });

/** R3025: exactly one of receptacle, document, equipment says what must not be loaded. */
const whatNotToLoad = (filing: NotifiedFiling) => {
  const document = filing.houseDocuments[0] ?? filing.masterDocument;
  return filing.receptacles.length > 0 || document === undefined
    ? { receptacle: filing.receptacles.map((receptacleIdentificationNumber) => ({ receptacleIdentificationNumber })) }
    : { transportDocument: document };
};

const assessmentComplete = (filing: NotifiedFiling, now: string): Notice => ({
  name: 'IE3N03',
  content: {
    MRN: filing.MRN,
    completionDate: { DateTime: now },
    responsibleMemberState: responsible(filing),
    ...parties(filing),
    ...present({ carrier: identified(filing.carrier) }),
    declarant: declarantOf(filing),
  },
});

const doNotLoad = (filing: NotifiedFiling, now: string): Notice => ({
  name: 'IE3Q01',
  content: {
    documentIssueDate: { DateTime: now },
    MRN: filing.MRN,
    responsibleMemberState: responsible(filing),
    ...parties(filing),
    ...present({ transportDocumentHouse: filing.houseDocuments[0], carrier: identified(filing.carrier) }),
    declarant: declarantOf(filing),
    doNotLoadDetails: whatNotToLoad(filing),
  },
});

const requestForInformation = (filing: NotifiedFiling, now: string, reference: string): Notice => ({
  name: 'IE3Q02',
  content: {
    documentIssueDate: { DateTime: now },
    MRN: filing.MRN,
    responsibleMemberState: responsible(filing),
    ...present({ representative: identified(filing.representative) }),
    declarant: declarantOf(filing),
    referralRequestDetails: [
      {
        referralRequestReference: reference,
        requestType: 'RFI',
        ...present({
          transportDocumentHouse: filing.houseDocuments[0],
          transportDocumentMaster: filing.masterDocument,
        }),
      },
    ],
  },
});

const requestForScreening = (filing: NotifiedFiling, now: string, reference: string): Notice => {
  const document = filing.houseDocuments[0] ?? filing.masterDocument;
  if (document === undefined) return requestForInformation(filing, now, reference);
  return {
    name: 'IE3Q03',
    content: {
      documentIssueDate: { DateTime: now },
      MRN: filing.MRN,
      responsibleMemberState: responsible(filing),
      ...parties(filing),
      declarant: declarantOf(filing),
      referralRequestDetails: [
        { referralRequestReference: reference, requestType: 'RFS', transportDocumentHouse: document },
      ],
    },
  };
};

const control = (filing: NotifiedFiling, now: string, office: string): Notice => ({
  name: 'IE3N08',
  content: {
    MRN: filing.MRN,
    notificationDate: { DateTime: now },
    customsOfficeOfControl: { referenceNumber: office },
    ...parties(filing),
    control: [
      {
        examinationPlace: { referenceNumber: office },
        controlSubject: {
          consignmentMasterLevel: {
            ...(filing.receptacles.length === 0
              ? {}
              : {
                  receptacle: filing.receptacles.map((receptacleIdentificationNumber) => ({
                    receptacleIdentificationNumber,
                  })),
                }),
            ...(filing.houseDocuments.length === 0
              ? {}
              : {
                  consignmentHouseLevel: filing.houseDocuments.map((document) => ({
                    transportDocumentHouseLevel: document,
                  })),
                }),
          },
        },
      },
    ],
    declarant: declarantOf(filing),
  },
});

/** The notice of an outcome; none while the filing waits. `reference` identifies a referral (at most 17 characters). */
export const noticeOf = (
  outcome: Outcome,
  filing: NotifiedFiling,
  now: string,
  reference: string,
): Notice | undefined => {
  switch (outcome) {
    case 'release':
      return assessmentComplete(filing, now);
    case 'doNotLoad':
      return doNotLoad(filing, now);
    case 'requestForInformation':
      return requestForInformation(filing, now, reference);
    case 'requestForScreening':
      return requestForScreening(filing, now, reference);
    case 'control':
      return filing.officeOfFirstEntry === undefined
        ? requestForInformation(filing, now, reference)
        : control(filing, now, filing.officeOfFirstEntry);
    case 'wait':
      return undefined;
  }
};

/** A do-not-load goes to the carrier too (interface control document 3.30): it is the carrier who loads. */
export const recipientsOf = (name: Notice['name'], filing: NotifiedFiling, submittedBy: string): readonly string[] => {
  const carrier = name === 'IE3Q01' && filing.carrier !== undefined ? [filing.carrier] : [];
  return [...new Set([submittedBy, filing.declarant, ...carrier])];
};
