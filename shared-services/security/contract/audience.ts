/** Who may see, and who may do. */
export const readers = [{ circle: 'administrators', profiles: ['operator', 'security-officer', 'auditor'] }] as const;
export const officers = [{ circle: 'administrators', profiles: ['security-officer'] }] as const;
export const deciders = [{ circle: 'administrators', profiles: ['operator', 'security-officer'] }] as const;
export const platforms = [
  { circle: 'central', profiles: ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'] },
] as const;
export const common = { priority: 'C', emits: [], retention: 'record', deadlineMs: 10_000 } as const;
