/**
 * Who may do what to a profile of which level. A profile of the Union is drafted by any Member State or the risk unit of the Union,
 * and approved by another Member State than drafted it, or by that unit. A national one is drafted and approved at home.
 */
import { union } from '../visibility.ts';

export type LevelObstacle = 'sameMemberState';

/** Whose draft it is. */
export interface Drafted {
  /** Of a national profile: its Member State. */
  readonly memberState?: string;
  /** Member State, or the Union, that drafted it. */
  readonly draftedFor: string;
}

/** That it is another person, and that it sees the draft at all, is looked at elsewhere (`person.ts`). */
export const levelObstacle = ({ memberState, draftedFor }: Drafted, approver: string): LevelObstacle | undefined => {
  if (memberState !== undefined || approver === union) return undefined;
  return draftedFor === approver ? 'sameMemberState' : undefined;
};
