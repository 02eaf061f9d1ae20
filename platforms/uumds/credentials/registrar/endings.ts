/** What Keycloak's events say has ended: pure. */

/** An event of a person's sign-in. */
export interface SignInEvent {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly type?: string;
  readonly sessionId?: string;
  readonly error?: string;
}

/** An event of the administration. */
export interface AdministrationEvent {
  readonly id: string;
  readonly time: number;
  readonly operationType?: string;
  /** `users/<id>`, `users/<id>/logout`, `sessions/<id>`. */
  readonly resourcePath?: string;
}

export interface Ending {
  readonly kind: 'session' | 'subject';
  readonly id: string;
}

/** Signed out; or a refresh token came twice, so that one of the two who had it is a thief. */
export const endingOfSignIn = ({ type, sessionId, error }: SignInEvent): Ending | undefined => {
  const isOver = type === 'LOGOUT' || (type === 'REFRESH_TOKEN_ERROR' && error === 'invalid_token');
  return isOver && sessionId !== undefined ? { kind: 'session', id: sessionId } : undefined;
};

/**
 * Whatever an administrator changes of a person or account, what was given out before is not believed: who may go on has new tokens
 * with the next renewal, and they say what is so now.
 */
export const endingOfAdministration = ({
  operationType,
  resourcePath = '',
}: AdministrationEvent): Ending | undefined => {
  const [what, id, below] = resourcePath.split('/');
  if (id === undefined || id === '') return undefined;
  if (what === 'sessions' && operationType === 'DELETE') return { kind: 'session', id };
  if (what !== 'users') return undefined;
  return operationType !== 'CREATE' || below === 'role-mappings' ? { kind: 'subject', id } : undefined;
};

/** Each once, in their order. */
export const distinct = (endings: readonly (Ending | undefined)[]): Ending[] => [
  ...new Map(endings.flatMap((one) => (one === undefined ? [] : [[`${one.kind} ${one.id}`, one] as const]))).values(),
];
