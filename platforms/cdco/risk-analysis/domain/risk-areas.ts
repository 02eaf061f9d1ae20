/**
 * Risk areas, with codes of our own: the values of the official list (CL740) are not public. [M] Which areas there are is
 * from memory, to be checked against the official text.
 */
export const riskAreas = {
  SEC: 'Security: threats to people, transport and supply chains',
  SAF: 'Safety: dangerous goods',
  DRG: 'Drugs and their precursors',
  CIT: 'Protected species (CITES)',
  IPR: 'Intellectual property rights',
  CSH: 'Cash and other means of payment',
  PSF: 'Product safety',
  UVL: 'Undervaluation',
  DUU: 'Dual-use goods',
  TRN: 'Transport: routes, means and equipment',
} as const;

/** Of hits that no profile made, and no find is of. */
export const selectionAreas = {
  STA: 'Statistics: what controls of such goods have found',
  RND: 'Random selection: no risk is claimed',
} as const;

export type RiskAreaCode = keyof typeof riskAreas | keyof typeof selectionAreas;
