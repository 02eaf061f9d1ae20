/** A draft while it is edited: read from the form, or begun from nothing or from a version that is there. */
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { changeTree } from '../../conditions/change-tree.ts';
import { type Definition, parseDefinition } from '../../conditions/condition.ts';
import type { Group } from '../../conditions/node.ts';
import { rootOf } from '../../conditions/read-condition.ts';
import { readRoot } from '../../conditions/tree-fields.ts';
import type { Vocabulary } from '../../conditions/vocabulary.ts';
import { type Written, writeCondition } from '../../conditions/write-condition.ts';
import { type Outcome, outcomeIn } from './outcome.ts';

export interface Draft {
  /** The administration's own name for it: sent twice, it is one draft. */
  readonly reference: string;
  readonly outcome: Outcome;
  readonly root: Group;
  /** Profile that it is a new version of. */
  readonly from?: string;
}

export const newDraft = (profileId: string, definition: Definition, from?: string): Draft => ({
  reference: newId(),
  outcome: { profileId, why: '', definition },
  root: rootOf(definition.condition),
  ...(from === undefined ? {} : { from }),
});

export const draftIn = (fields: Fields): Draft => {
  const others = parseDefinition(fields.text('others')) ?? {};
  const root = changeTree(readRoot(fields) ?? rootOf(undefined), fields.text('step'));
  return { reference: fields.text('reference') || newId(), outcome: outcomeIn(fields, others), root };
};

export const writtenOf = ({ root }: Draft, vocabulary: Vocabulary): Written =>
  writeCondition(root, (block, element) => vocabulary.find(block, element)?.unit);

export const definitionText = (draft: Draft, vocabulary: Vocabulary, indent?: number): string => {
  const { condition } = writtenOf(draft, vocabulary);
  return JSON.stringify({ ...draft.outcome.definition, condition }, null, indent);
};
