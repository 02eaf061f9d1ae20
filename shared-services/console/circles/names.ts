/** What the nodes of the picture are called. */
const names: Readonly<Record<string, string>> = {
  traders: 'Traders',
  administrators: 'Administrators',
  speed2ng: 'SPEED2ng',
  ccn2ng: 'CCN2ng',
  cdco: 'CDCO',
  uumds: 'UUM&DS',
  'shared-services': 'Shared services',
};

export const nameOf = (node: string): string => names[node] ?? node;
