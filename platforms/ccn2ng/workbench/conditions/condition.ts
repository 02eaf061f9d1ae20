/** The language of risk criteria as it stands in definitions: see the README of risk-analysis. Nothing of it is believed here. */

export type Block = 'item' | 'house';
export type BlockName = 'declaration' | Block;

export type Test = Readonly<Record<string, unknown>>;

export type Condition = Readonly<Record<string, unknown>>;

/** What a profile says; what this page knows nothing of is kept as it is. */
export interface Definition {
  readonly title?: string;
  readonly kind?: string;
  readonly memberState?: string;
  readonly campaignId?: string;
  readonly riskAreaCode?: string;
  readonly riskLevel?: string;
  readonly procedures?: readonly string[];
  readonly specificCircumstances?: readonly string[];
  readonly condition?: Condition;
  readonly reason?: string;
  readonly recommendedControl?: string;
  readonly placeOfControl?: string;
  readonly referralType?: string;
  readonly blocks?: boolean;
  readonly [more: string]: unknown;
}

const isRecord = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where the text is no JSON object. */
export const parseDefinition = (text: string): Definition | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

export const conditionsIn = (value: unknown): readonly Condition[] =>
  Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : [];

export const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

export const isBlock = (value: unknown): value is Block => value === 'item' || value === 'house';
