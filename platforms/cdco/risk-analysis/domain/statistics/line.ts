/**
 * What the statistics know of one declared line of goods: plain words, each of which may be missing. Masses are in
 * kilograms; values in one currency throughout (which one is the caller's choice).
 */
export interface Line {
  readonly hs6?: string | undefined;
  readonly origin?: string | undefined;
  readonly departure?: string | undefined;
  readonly office?: string | undefined;
  readonly importer?: string | undefined;
  readonly seller?: string | undefined;
  readonly declarant?: string | undefined;
  readonly courier?: string | undefined;
  readonly transport?: string | undefined;
  readonly processType?: string | undefined;
  readonly importType?: string | undefined;
  readonly importUse?: string | undefined;
  readonly payment?: string | undefined;
  readonly marking?: string | undefined;
  readonly taxType?: string | undefined;
  /** Per cent. */
  readonly taxRate?: number | undefined;
  readonly netMassKg?: number | undefined;
  readonly value?: number | undefined;
}

/** A control's outcome: the line that was controlled, and whether something was found. */
export interface ControlResult {
  readonly line: Line;
  readonly found: boolean;
}
