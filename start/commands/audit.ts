/** `npx portorium audit export|verify`: the audit log in somebody else's hands. */
import { exportAudit, exportUsage } from './audit/export.ts';
import { verifyAudit, verifyUsage } from './audit/verify.ts';
import type { Command } from './command.ts';

const usage = `${exportUsage}\n\n${verifyUsage}`;

export const audit: Command = {
  summary: 'the audit log: exported, and verified from its export',
  usage,
  run: async ([what, ...given], surroundings) => {
    if (what === 'export') return exportAudit(given, surroundings);
    if (what === 'verify') return verifyAudit(given, surroundings);
    throw new Error(`say export or verify\n${usage}`);
  },
};
