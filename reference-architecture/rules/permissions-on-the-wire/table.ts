/**
 * The table of permissions at the doors, over the wire: every operation of every contract x every protocol of every gateway x
 * every kind of proof. Generated from the contracts, so that a new operation cannot be forgotten.
 */
import type { Circle, PlacedOperation } from '../../contract/language.ts';
import { exampleOf, operations, type Protocol } from './messages.ts';

/** What a caller shows of itself. */
export const proofs = [
  'none',
  'expired',
  'for another audience',
  'of another circle',
  'a profile of nobody’s',
  'revoked',
  'a mandate that was revoked',
  'right',
] as const;

export type Proof = (typeof proofs)[number];

/** What became of a message: it was carried to its operation, or refused with a code. */
export type Outcome = string;
export const carriedOn = 'carried on';

/** TLS itself refuses: no byte of an answer is seen. */
export const noHandshake = 'no handshake';

/** A door: sends one message with one kind of proof, and says what became of it. */
export interface Door {
  readonly name: string;
  readonly circle: Circle;
  readonly protocols: readonly Protocol[];
  /** What whoever shows anything but the right proof is told; a proof that is not here is not known at this door. */
  readonly refusals: Readonly<Partial<Record<Proof, Outcome>>>;
  /** Undefined: this operation cannot be called so. */
  attempt(placed: PlacedOperation, protocol: Protocol, proof: Proof): Promise<Outcome | undefined>;
}

const isOffered = (door: Door, { service, operation }: PlacedOperation): boolean =>
  service.internal !== true && operation.audience.some(({ circle }) => circle === door.circle);

/** Another circle's operation does not exist here: not its path, not its element, not its method. */
const unknownHere = ['OPERATION_UNKNOWN', 'METHOD_NOT_ALLOWED', 'SOAP_VERSION_MISMATCH'];

const isExpected = (door: Door, placed: PlacedOperation, proof: Proof, outcome: Outcome): boolean => {
  const refusal = door.refusals[proof];
  if (!isOffered(door, placed)) return outcome === refusal || unknownHere.includes(outcome);
  if (refusal !== undefined) return outcome === refusal;
  if (exampleOf(placed) !== undefined) return outcome === carriedOn;
  return ![...Object.values(door.refusals), ...unknownHere].includes(outcome);
};

export interface Walked {
  /** Rows of the table, and those in which a message was carried on. */
  readonly rows: number;
  readonly carried: number;
  /** A sentence for each row in which the door did not do what the contract says. */
  readonly wrong: readonly string[];
}

const proofsAt = ({ refusals }: Door): Proof[] => proofs.filter((proof) => proof === 'right' || proof in refusals);

const rowsOf = (door: Door) =>
  operations.flatMap((placed) =>
    door.protocols.flatMap((protocol) => proofsAt(door).map((proof) => ({ placed, protocol, proof }))),
  );

export const walk = async (door: Door): Promise<Walked> => {
  const wrong: string[] = [];
  let [rows, carried] = [0, 0];
  for (const { placed, protocol, proof } of rowsOf(door)) {
    const outcome = await door.attempt(placed, protocol, proof);
    if (outcome === undefined) continue;
    rows += 1;
    if (outcome === carriedOn) carried += 1;
    if (!isExpected(door, placed, proof, outcome))
      wrong.push(`${placed.id} by ${protocol} at ${door.name} with proof ${proof}: ${outcome}`);
  }
  return { rows, carried, wrong };
};
