import { implement } from '../../../shared-services/kit/host/module.ts';
import { type Loop, startLoop } from '../../../shared-services/kit/loop.ts';
import { alarmOverdueAnalyses } from './alarm-overdue-analyses.ts';
import { assessRegistered } from './assess-registered.ts';
import { concludeAssessment } from './conclude-assessment.ts';
import { confirmArchived } from './confirm-archived.ts';
import { consultFiling } from './consult-filing.ts';
import { contract } from './contract.ts';
import { expireScreenings } from './expire-screenings.ts';
import { exportCase } from './export-case.ts';
import { listClosedCases } from './list-closed-cases.ts';
import { createMessagesAtHand } from './messages-at-hand.ts';
import { createMrnIssuer } from './mrn-issuer.ts';
import { notifyRiskAnalysisHit } from './notify-risk-analysis-hit.ts';
import { createOperatorDirectory } from './operator-directory.ts';
import { queryEns } from './query-ens.ts';
import { registerFiling } from './register-filing.ts';
import { submitEScreeningAssessment } from './submit-e-screening-assessment.ts';
import { submitRiskAnalysisResult } from './submit-risk-analysis-result.ts';

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, calls, clock, log } = dependencies;
  const atHand = createMessagesAtHand();
  const operators = createOperatorDirectory(calls, clock);
  const register = registerFiling(dependencies, createMrnIssuer(store, clock), operators, atHand);
  const submitAssessment = submitEScreeningAssessment(dependencies);
  const submitResult = submitRiskAnalysisResult(dependencies);
  const expireOverdue = expireScreenings(dependencies);
  const alarm = alarmOverdueAnalyses(dependencies);
  const loops: Loop[] = [];
  return {
    handlers: {
      fileIE3F10: register('IE3F10'),
      fileIE3F11: register('IE3F11'),
      fileIE3F24: register('IE3F24'),
      fileIE3F26: register('IE3F26'),
      fileIE3F32: register('IE3F32'),
      fileIE3F43: register('IE3F43'),
      consultFiling: consultFiling(dependencies),
      IE4N03notifyERiskAnalysisHit: notifyRiskAnalysisHit(dependencies),
      IE4S01submitEScreeningAssessment: submitAssessment,
      IE4S01updateEScreeningResult: submitAssessment,
      IE4S02submitRiskAnalysisResult: submitResult,
      IE4S02updateERiskAnalysisResult: submitResult,
      QueryENS: queryEns(dependencies),
      listClosedCases: listClosedCases(dependencies),
      exportCase: exportCase(dependencies),
      confirmArchived: confirmArchived(dependencies),
    },
    subscriptions: {
      'entry.filingRegistered': assessRegistered(dependencies, atHand),
      'entry.screeningAnswered': concludeAssessment(dependencies),
    },
    ready: async () => {
      loops.push(
        startLoop({ name: 'overdue screenings', intervalMs: 5000, work: expireOverdue, log }),
        startLoop({ name: 'overdue analyses', intervalMs: 5000, work: alarm, log }),
      );
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
});
