/** Somebody outside who keeps checkpoints, and vouches for having seen them. */
import type { WitnessKey } from '../domain/note.ts';

export type Answer =
  /** It has the checkpoint now; a line where it signs. */
  | { readonly kind: 'agrees'; readonly line?: string }
  /** It has another size from here than was thought. */
  | { readonly kind: 'has'; readonly size: number }
  /** What it has cannot be what came before. */
  | { readonly kind: 'contradicts'; readonly reason: string };

export interface Submission {
  /** Size of the tree that the witness is thought to have; 0 for none. */
  readonly oldSize: number;
  /** From that tree to the one of the note, base64. */
  readonly proof: readonly string[];
  readonly note: string;
}

export interface Witness {
  readonly name: string;
  /** Absent: it keeps, and signs nothing. */
  readonly key?: WitnessKey;
  /** @throws {Error} it cannot be reached */
  add(submission: Submission): Promise<Answer>;
}
