/** Puts the trials together: what is offered of them, and what follows each assessment. */

import type { Dependencies, Handler } from '../../../../shared-services/kit/host/module.ts';
import type { SealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import type { Assessment, AssessmentRequest } from '../assess-all.ts';
import { cancelBacktest } from '../cancel-backtest.ts';
import { consultBacktest } from '../consult-backtest.ts';
import { consultProfileFigures } from '../consult-profile-figures.ts';
import { consultShadow } from '../consult-shadow.ts';
import { consultTrialRule } from '../consult-trial-rule.ts';
import { listBacktests } from '../list-backtests.ts';
import { listShadows } from '../list-shadows.ts';
import type { LiveEngine } from '../live-engine.ts';
import { setTrialRule } from '../set-trial-rule.ts';
import { startBacktest } from '../start-backtest.ts';
import { startShadow } from '../start-shadow.ts';
import { stopShadow } from '../stop-shadow.ts';
import { createBacktestRunner } from './backtest-runner.ts';
import { createFollowing, type Followed } from './follow.ts';
import { createLiveFigures } from './live-figures.ts';
import { createLiveShadows } from './live-shadows.ts';
import { createOverlapWarnings } from './overlap-warnings.ts';
import { createRecorder } from './recorder.ts';
import { createTrialMetrics } from './trial-metrics.ts';

type Parts = Pick<Dependencies, 'clock' | 'log' | 'counted'> & { readonly store: SealedStore };
type Many = { readonly assessments: AssessmentRequest[] };
type ManyAnswers = { readonly assessments: Assessment[] };

export const createTrials = ({ store, clock, log, counted }: Parts, engine: LiveEngine) => {
  const parts = { store, clock };
  const metrics = createTrialMetrics(counted);
  const shadows = createLiveShadows(store, clock, log);
  const figures = createLiveFigures({ store, log, engine, metrics });
  const recorder = createRecorder(store, log, (declarations) => metrics.leftOut('blocks', declarations));
  const record = ({ request, answer }: Followed) => {
    const { procedure, specificCircumstanceIndicator: specificCircumstance, onDate, declaration } = request;
    recorder.add({ reference: answer.reference, procedure, specificCircumstance, onDate, declaration });
  };
  const leftOut = (assessments: number) => {
    metrics.leftOut('queue', assessments);
    shadows.leftOut(assessments);
  };
  const following = createFollowing([figures.saw, shadows.saw, record], log, leftOut);
  const runner = createBacktestRunner(store, clock, log);

  return {
    metrics,
    overlaps: createOverlapWarnings(store, clock, engine),
    /** The answer as it is; what follows it begins afterwards. */
    followed:
      (handler: Handler<AssessmentRequest, Assessment>): Handler<AssessmentRequest, Assessment> =>
      async (request, call) => {
        const answer = await handler(request, call);
        following.saw([request], [answer], clock.nowMs());
        return answer;
      },
    followedMany:
      (handler: Handler<Many, ManyAnswers>): Handler<Many, ManyAnswers> =>
      async (request, call) => {
        const answers = await handler(request, call);
        following.saw(request.assessments, answers.assessments, clock.nowMs());
        return answers;
      },
    handlers: {
      startBacktest: startBacktest(parts),
      consultBacktest: consultBacktest(parts),
      cancelBacktest: cancelBacktest(parts),
      listBacktests: listBacktests(parts),
      startShadow: startShadow(parts),
      stopShadow: stopShadow(parts),
      consultShadow: consultShadow(parts),
      listShadows: listShadows(parts),
      setTrialRule: setTrialRule(parts),
      consultTrialRule: consultTrialRule(parts),
      consultProfileFigures: consultProfileFigures(store, clock, engine),
    },
    ready: async () => {
      await shadows.ready();
      figures.start();
      recorder.start();
      runner.start();
    },
    stop: async () => {
      await runner.stop();
      await following.emptied();
      await recorder.stop();
      await figures.stop();
      await shadows.stop();
    },
  };
};
