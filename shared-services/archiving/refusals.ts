/** Why the archive says no. */
import type { RefusalContract } from '../../reference-architecture/contract/language.ts';
import { Refusal } from '../kit/refusal.ts';

export const refusals = {
  PACKAGE_UNKNOWN: { status: 'notFound', title: 'There is no such package.' },
  PACKAGE_DISPOSED: { status: 'conflict', title: 'The package was destroyed, or is about to be; the proof is kept.' },
  PACKAGE_DAMAGED: { status: 'internal', title: 'What is in the store is not what was put there.' },
  PACKAGE_RESTRICTED: { status: 'forbidden', title: 'What is restricted is given to auditors only.' },
  PACKAGE_HELD: { status: 'conflict', title: 'The package is under a legal hold.' },
  PACKAGE_NOT_HELD: { status: 'conflict', title: 'The package is under no legal hold.' },
  RETENTION_NOT_OVER: { status: 'conflict', title: 'The retention of the package is not over.' },
  DISPOSAL_UNKNOWN: { status: 'notFound', title: 'There is no such proposal.' },
  DISPOSAL_SAME_PERSON: { status: 'forbidden', title: 'Nobody agrees to what they have proposed themselves.' },
  DISPOSAL_DECIDED: { status: 'conflict', title: 'It was decided already.' },
  ARCHIVE_EORI_SEARCH: { status: 'forbidden', title: 'Support does not search by EORI.' },
  ARCHIVE_UNAVAILABLE: { status: 'unavailable', title: 'The store of the archive cannot be reached; try again later.' },
} as const satisfies Readonly<Record<string, RefusalContract>>;

export const refuse = (code: keyof typeof refusals, title?: string): Refusal =>
  new Refusal({ code, status: refusals[code].status, title: title ?? refusals[code].title });
