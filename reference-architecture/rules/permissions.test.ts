import assert from 'node:assert/strict';
import type { Call } from '../../shared-services/kit/call.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { createDispatch, type Dispatch, type Hosted } from '../../shared-services/kit/rpc/dispatch.ts';
import { discoverContracts } from '../catalogue/discover.ts';
import { type Application, type Circle, operationsOf, type PlacedOperation } from '../contract/language.ts';
import { root } from './source-files.ts';

/**
 * The table of permissions, walked whole: every operation of every contract x every circle x every profile that any contract
 * names x every platform that could pass the call on. What is expected is read from the contract here, in other words than
 * those of the code that decides.
 */
const circles: readonly Circle[] = ['untrusted', 'trusted', 'central', 'administrators'];
const platforms = ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'];

/** The only platform through which a circle comes in. */
const doors: Readonly<Partial<Record<Circle, string>>> = {
  untrusted: 'speed2ng',
  trusted: 'ccn2ng',
  administrators: 'shared-services',
};

interface Attempt {
  readonly circle: Circle;
  readonly profiles: readonly string[];
  /** Who the call says it came through, and who the transport proves. */
  readonly via: string;
  readonly peer: string;
}

const performed = Symbol('performed');

const hostedFor = (placed: PlacedOperation): Hosted =>
  ({
    placed,
    hosted: { handlers: { [placed.name]: async () => performed }, subscriptions: {} },
    store: { audit: async () => {} },
  }) as unknown as Hosted;

type PlatformOf = (application: string) => string | undefined;

const dispatchFor = (operations: readonly PlacedOperation[], platformOf: PlatformOf): Dispatch =>
  createDispatch({
    platformOf,
    operations: new Map(operations.map((placed) => [placed.id, hostedFor(placed)])),
    clock: systemClock,
    log: silentLogger(),
    metrics: { start: () => ({ end: () => {} }) },
  });

const callOf = ({ circle, profiles, via }: Attempt): Call => ({
  caller: { circle, profiles, party: 'somebody', subject: 'somebody' },
  conversationId: 'conversation',
  messageId: 'message',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  via,
  protocol: 'internal',
  deadlineAtMs: systemClock.nowMs() + 60_000,
});

const attempts = (profileSets: readonly (readonly string[])[]): Attempt[] =>
  circles.flatMap((circle) =>
    profileSets.flatMap((profiles) =>
      platforms.flatMap((peer) => {
        const through = doors[circle] ?? peer;
        const honest = { circle, profiles, via: through, peer };
        // A platform of the central circle that says it is another one.
        return circle === 'central' ? [honest, { ...honest, via: peer === 'cdco' ? 'ccn2ng' : 'cdco' }] : [honest];
      }),
    ),
  );

const granted = (
  { operation }: PlacedOperation,
  { circle, profiles, via, peer }: Attempt,
  platformOf: PlatformOf,
): boolean => {
  // A platform speaks for itself and for the applications that it hosts, and for no other.
  const ownVoice = profiles.every((profile) => profile === peer || platformOf(profile) === peer);
  const rightDoor = circle === 'central' ? via === peer && ownVoice : doors[circle] === peer;
  const allowed = new Set(operation.audience.filter((one) => one.circle === circle).flatMap((one) => one.profiles));
  return rightDoor && profiles.some((profile) => allowed.has(profile));
};

const outcomeOf = async (dispatch: Dispatch, { id }: PlacedOperation, attempt: Attempt): Promise<string> => {
  try {
    const answer = await dispatch(id, {}, callOf(attempt), attempt.peer);
    return answer === performed ? 'performed' : 'answered by another';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

const describeAttempt = ({ id }: PlacedOperation, { circle, profiles, via, peer }: Attempt, outcome: string): string =>
  `${id} for ${circle} as [${profiles.join(', ')}] via ${via} through ${peer}: ${outcome}`;

describe('the table of permissions: every operation x circle x profile x platform', () => {
  let contracts: Application[];
  let operations: PlacedOperation[];
  let profileSets: string[][];
  let dispatch: Dispatch;
  const platformOf: PlatformOf = (name) => contracts.find((contract) => contract.name === name)?.platform;

  before(async () => {
    contracts = (await discoverContracts(root)).map(({ contract }) => contract);
    operations = contracts.flatMap(operationsOf);
    const profiles = new Set(operations.flatMap(({ operation }) => operation.audience.flatMap((one) => one.profiles)));
    profileSets = [
      [],
      ['of-no-contract'],
      ...[...profiles].sort().map((profile) => [profile]),
      ['of-no-contract', ...profiles],
    ];
    dispatch = dispatchFor(operations, platformOf);
  });

  it('has rows: operations, and profiles that contracts name', () => {
    assert.ok(operations.length >= 20, `${operations.length} operations`);
    assert.ok(profileSets.length >= 8, `${profileSets.length} sets of profiles`);
  });

  it('is kept: whoever a contract does not name is refused, whoever it names is not', async () => {
    const wrong: string[] = [];
    for (const placed of operations) {
      for (const attempt of attempts(profileSets)) {
        const outcome = await outcomeOf(dispatch, placed, attempt);
        const expected = granted(placed, attempt, platformOf) ? 'performed' : 'CALLER_NOT_ADMITTED';
        if (outcome !== expected) wrong.push(describeAttempt(placed, attempt, outcome));
      }
    }
    assert.deepEqual(wrong, [], 'A contract is the only list of permissions; a door that decides otherwise is broken.');
  });

  it('lets each operation be called by somebody, through some door', () => {
    const dead = operations.filter(
      (placed) => !attempts(profileSets).some((attempt) => granted(placed, attempt, platformOf)),
    );
    assert.deepEqual(
      dead.map(({ id }) => id),
      [],
      'An operation that nobody may call is a mistake in its contract.',
    );
  });

  it('knows no operation that no contract describes', async () => {
    const attempt: Attempt = { circle: 'central', profiles: ['entry'], via: 'cdco', peer: 'cdco' };
    await assert.rejects(dispatch('entry.deleteEverything', {}, callOf(attempt), 'cdco'), {
      code: 'OPERATION_UNKNOWN',
    });
  });
});

describe('risk criteria and hits', () => {
  it('are offered to the trusted and the central circle alone', async () => {
    const risk = (await discoverContracts(root)).filter(({ contract }) => contract.name === 'risk-analysis');
    const open = risk
      .flatMap(({ contract }) => operationsOf(contract))
      .filter(({ operation }) => operation.audience.some(({ circle }) => circle !== 'trusted' && circle !== 'central'));
    assert.equal(risk.length, 1);
    assert.deepEqual(
      open.map(({ id }) => id),
      [],
      'Who knows the criteria knows how to pass them (UCC Art. 46 and 47, on risk management).',
    );
  });
});
