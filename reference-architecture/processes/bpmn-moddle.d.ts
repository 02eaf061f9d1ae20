/** As far as the test reads it; the package brings no types for its entry. */
declare module 'bpmn-moddle' {
  export interface BpmnElement {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    readonly rootElements?: readonly BpmnElement[];
    readonly participants?: readonly BpmnElement[];
    readonly messageFlows?: readonly BpmnElement[];
    readonly flowElements?: readonly BpmnElement[];
    readonly laneSets?: readonly { readonly lanes: readonly BpmnElement[] }[];
    readonly flowNodeRef?: readonly BpmnElement[];
    readonly incoming?: readonly BpmnElement[];
    readonly outgoing?: readonly BpmnElement[];
    readonly sourceRef?: BpmnElement;
    readonly targetRef?: BpmnElement;
    readonly bpmnElement?: BpmnElement;
    readonly bounds?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
    readonly diagrams?: readonly { readonly plane: { readonly planeElement: readonly BpmnElement[] } }[];
  }

  export class BpmnModdle {
    fromXML(xml: string): Promise<{
      readonly rootElement: BpmnElement;
      readonly warnings: readonly { readonly message: string }[];
      readonly elementsById: Readonly<Record<string, BpmnElement>>;
    }>;
  }
}
