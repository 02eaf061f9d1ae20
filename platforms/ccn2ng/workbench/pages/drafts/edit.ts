/** Drafting: the editor is shown, changed step by step, checked, and sent. */
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { parseDefinition } from '../../conditions/condition.ts';
import { type Vocabulary, vocabularyOf } from '../../conditions/vocabulary.ts';
import { paths } from '../../paths.ts';
import { type Draft, definitionText, draftIn, newDraft, writtenOf } from './draft.ts';
import { showEditor } from './editor.ts';
import { refusedFaults, verdictFaults } from './faults.ts';

const usualProcedure = 'entry';

const procedureOf = ({ outcome }: Draft): string => outcome.definition.procedures?.[0] ?? usualProcedure;

/** Where the procedure is none that is known, the usual one's elements are offered; the check says what is wrong. */
const vocabularyFor = (visit: Visit, procedure: string): Promise<Vocabulary> =>
  vocabularyOf(
    visit.calls,
    /^[a-z][A-Za-z-]*$/.test(procedure) && procedure === usualProcedure ? procedure : usualProcedure,
  );

/** Of another draft, or of a version of a profile. */
const begun = async ({ calls, fields }: Visit): Promise<Draft> => {
  const [draftId, from] = [fields.text('draft'), fields.text('from')];
  if (draftId !== '') {
    const { profileId, definition } = await calls.to(contract).consultDraft({ draftId });
    return newDraft(profileId, parseDefinition(definition) ?? {}, profileId);
  }
  if (from === '') return newDraft('', { procedures: [usualProcedure] });
  const { versions } = await calls.to(contract).consultProfile({ profileId: from });
  const wanted = Number(fields.text('version'));
  const version = versions.find(({ profileVersion }) => profileVersion === wanted) ?? versions.at(-1);
  return newDraft(from, parseDefinition(version?.definition ?? '') ?? {}, from);
};

export const beginDraft = async (visit: Visit): Promise<PageAnswer> => {
  const draft = await begun(visit);
  return showEditor(visit, draft, { vocabulary: await vocabularyFor(visit, procedureOf(draft)) });
};

const check = async (visit: Visit, draft: Draft, vocabulary: Vocabulary): Promise<PageAnswer> => {
  const verdict = await visit.calls.to(contract).checkProfile({ definition: definitionText(draft, vocabulary) });
  const faults = verdictFaults(verdict, writtenOf(draft, vocabulary));
  return showEditor(visit, draft, { vocabulary, verdict, faults });
};

const send = async (visit: Visit, draft: Draft, vocabulary: Vocabulary): Promise<PageAnswer> => {
  const { reference, outcome } = draft;
  const definition = definitionText(draft, vocabulary);
  try {
    const { profileId, why: reason } = outcome;
    const made = await visit.calls.to(contract).draftProfile({ reference, profileId, definition, reason });
    return {
      goTo: paths.draft(made.draftId),
      news: {
        title: 'The draft waits for approval',
        text: 'Another person of a customs administration can approve it now.',
      },
    };
  } catch (error) {
    const faults = refusedFaults(error, writtenOf(draft, vocabulary));
    if (faults === undefined) throw error;
    return showEditor(visit, draft, { vocabulary, faults });
  }
};

export const editDraft = async (visit: Visit): Promise<PageAnswer> => {
  const draft = draftIn(visit.fields);
  const vocabulary = await vocabularyFor(visit, procedureOf(draft));
  const step = visit.fields.text('step');
  if (step === '') return send(visit, draft, vocabulary);
  return step === 'check' ? check(visit, draft, vocabulary) : showEditor(visit, draft, { vocabulary });
};
