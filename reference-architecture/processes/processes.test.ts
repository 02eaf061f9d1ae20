import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BpmnElement, BpmnModdle } from 'bpmn-moddle';
import { discoverContracts } from '../catalogue/discover.ts';
import { operationsOf } from '../contract/language.ts';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('*.bpmn', { cwd: import.meta.dirname }).sort();

interface Model {
  readonly file: string;
  readonly root: BpmnElement;
  readonly warnings: readonly string[];
  readonly byId: Readonly<Record<string, BpmnElement>>;
}

const read = async (file: string): Promise<Model> => {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );
  return { file, root: rootElement, warnings: warnings.map(({ message }) => message), byId: elementsById };
};

const ofType = (model: Model, type: string): BpmnElement[] =>
  (model.root.rootElements ?? []).filter(({ $type }) => $type === type);

const processes = (model: Model): BpmnElement[] => ofType(model, 'bpmn:Process');

const isFlow = ({ $type }: BpmnElement): boolean => $type === 'bpmn:SequenceFlow';

const nodes = (process: BpmnElement): BpmnElement[] => (process.flowElements ?? []).filter((one) => !isFlow(one));

/** Ids reached from some nodes, one way or the other. */
const reached = (from: readonly BpmnElement[], next: (node: BpmnElement) => readonly BpmnElement[]): Set<string> => {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.id === undefined || seen.has(node.id)) continue;
    seen.add(node.id);
    waiting.push(...next(node));
  }
  return seen;
};

const after = (node: BpmnElement) => (node.outgoing ?? []).flatMap(({ targetRef }) => targetRef ?? []);
const preceding = (node: BpmnElement) => (node.incoming ?? []).flatMap(({ sourceRef }) => sourceRef ?? []);

const ids = (of: readonly BpmnElement[]): string[] => of.map(({ id = '' }) => id);

const drawn = (model: Model): BpmnElement[] => (model.root.diagrams ?? []).flatMap(({ plane }) => plane.planeElement);

const messageFlows = (model: Model): BpmnElement[] =>
  ofType(model, 'bpmn:Collaboration').flatMap(({ messageFlows: flows = [] }) => flows);

const toDraw = (model: Model): BpmnElement[] => [
  ...ofType(model, 'bpmn:Collaboration').flatMap(({ participants = [] }) => participants),
  ...messageFlows(model),
  ...processes(model).flatMap(({ flowElements = [], laneSets = [] }) => [
    ...flowElements,
    ...laneSets.flatMap(({ lanes }) => lanes),
  ]),
];

/** The pool in which an element of a model stands. */
const poolOf = (model: Model, { id }: BpmnElement): string => {
  const process = processes(model).find((one) => nodes(one).some((node) => node.id === id));
  return process?.id ?? id ?? '';
};

const overlaps = ({ bounds: a }: BpmnElement, { bounds: b }: BpmnElement): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

describe('process models (BPMN 2.0)', () => {
  let models: Model[];
  before(async () => {
    models = await Promise.all(files.map(read));
  });

  it('have a task for each operation, as its contract says', async () => {
    const contracts = await discoverContracts(root);
    const known = new Map(models.map((model) => [model.file, model]));
    const missing = contracts
      .flatMap(({ contract }) => operationsOf(contract))
      .filter(({ operation: { bpmnTask } }) => {
        const [file = '', task = ''] = bpmnTask.split('#');
        return known.get(file)?.byId[task]?.$type !== 'bpmn:ServiceTask';
      })
      .map(({ id, operation }) => `${id}: ${operation.bpmnTask}`);
    assert.deepEqual(missing, [], 'An operation is a step of a process that people of the trade can read.');
  });

  it('have no service task that no operation performs', async () => {
    const contracts = await discoverContracts(root);
    const performed = new Set(
      contracts.flatMap(({ contract }) => operationsOf(contract)).map(({ operation }) => operation.bpmnTask),
    );
    const idle = models.flatMap((model) =>
      processes(model)
        .flatMap(nodes)
        .filter(({ $type }) => $type === 'bpmn:ServiceTask')
        .map(({ id }) => `${model.file}#${id}`)
        .filter((task) => !performed.has(task)),
    );
    assert.deepEqual(idle, [], 'A model must not promise what the platform does not do.');
  });

  for (const file of files) {
    describe(file, () => {
      let model: Model;
      before(() => {
        model = models.find((one) => one.file === file) as Model;
      });

      it('is read without a warning', () => {
        assert.deepEqual(model.warnings, []);
        assert.ok(processes(model).length > 0);
      });

      it('starts, ends, and has no step that cannot be reached or left', () => {
        for (const process of processes(model)) {
          const all = nodes(process);
          const starts = all.filter(({ $type }) => $type === 'bpmn:StartEvent');
          const ends = all.filter(({ $type }) => $type === 'bpmn:EndEvent');
          assert.ok(starts.length > 0 && ends.length > 0, `${process.id} starts and ends`);
          const [forward, backward] = [reached(starts, after), reached(ends, preceding)];
          assert.deepEqual(
            ids(all).filter((id) => !forward.has(id)),
            [],
            'cannot be reached',
          );
          assert.deepEqual(
            ids(all).filter((id) => !backward.has(id)),
            [],
            'cannot be left',
          );
        }
      });

      it('has each step in one lane', () => {
        for (const process of processes(model)) {
          const placed = (process.laneSets ?? [])
            .flatMap(({ lanes }) => lanes)
            .flatMap(({ flowNodeRef = [] }) => ids(flowNodeRef));
          assert.deepEqual(placed.toSorted(), ids(nodes(process)).toSorted());
        }
      });

      it('has message flows between pools only', () => {
        const within = messageFlows(model).filter(
          ({ sourceRef, targetRef }) =>
            sourceRef === undefined || targetRef === undefined || poolOf(model, sourceRef) === poolOf(model, targetRef),
        );
        assert.deepEqual(ids(within), []);
      });

      it('is drawn whole', () => {
        const shown = new Set(ids(drawn(model).flatMap(({ bpmnElement }) => bpmnElement ?? [])));
        assert.deepEqual(
          ids(toDraw(model)).filter((id) => !shown.has(id)),
          [],
        );
      });

      it('is drawn so that no step hides another', () => {
        const steps = new Set(processes(model).flatMap((process) => ids(nodes(process))));
        const shapes = drawn(model).filter(({ bpmnElement }) => steps.has(bpmnElement?.id ?? ''));
        const hidden = shapes.flatMap((one, index) =>
          shapes
            .slice(index + 1)
            .filter((other) => overlaps(one, other))
            .map((other) => `${one.bpmnElement?.id} ${other.bpmnElement?.id}`),
        );
        assert.deepEqual(hidden, []);
      });
    });
  }
});
