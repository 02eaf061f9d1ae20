import { currentRule } from './storage/trials/rules.ts';
import type { TrialParts } from './trials/common.ts';
import { ruleReply } from './trials/rules.ts';

export const consultTrialRule =
  ({ store }: TrialParts) =>
  async () =>
    ruleReply(await currentRule(store));
