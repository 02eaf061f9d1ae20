import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { assessmentUnknown } from './consult-assessment.ts';
import { mayConsult } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { readAssessments } from './storage/assessments.ts';
import { findDeclared } from './storage/trials/find-declared.ts';

const gone = (reference: string) =>
  new Refusal({
    code: 'RISK_DECLARATION_GONE',
    status: 'notFound',
    title: `The declaration of the assessment ${reference} is not kept here, not yet, or no more.`,
  });

/** For Member States that it concerns, as its assessment: it is the copy on which profiles are tried. */
export const consultDeclaration =
  (store: Store) =>
  async ({ reference }: { readonly reference: string }, call: OperationCall) => {
    const assessed = (await readAssessments(store, [reference])).get(reference);
    if (assessed === undefined || !mayConsult(assessed.memberStates, readerOf(call)))
      throw assessmentUnknown(reference);
    const found = await findDeclared(store, assessed);
    if (found === undefined) throw gone(reference);
    const { procedure, onDate, declaration } = found;
    return { reference, procedure, onDate, declaration: JSON.stringify(declaration) };
  };
