/** What was done about something, by whom, one step after the other. */
import type { Piece } from '../../gateway/pages/html.ts';
import { table } from '../../gateway/pages/parts.ts';
import { msOf } from './moments.ts';
import { instant } from './words.ts';

export interface Step {
  readonly at: string;
  readonly step: string;
  readonly by?: string | undefined;
  readonly note?: string | undefined;
}

export const stepTable = (steps: readonly Step[]): Piece =>
  steps.length > 0 &&
  table({
    caption: 'History',
    rows: steps,
    columns: [
      { title: 'When', cell: ({ at }) => instant(msOf(at)) },
      { title: 'What', cell: ({ step }) => step.replaceAll('-', ' ') },
      { title: 'By', cell: ({ by }) => by ?? 'the platform' },
      { title: 'Note', cell: ({ note }) => note },
    ],
  });
