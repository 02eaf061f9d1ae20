/**
 * Where everybody stands in the picture of the circles of trust. From the outside in: untrusted, trusted, central,
 * administrators, and in the middle UUM&DS, which everybody asks. Gateways stand on the border of the central circle.
 */
export interface Node {
  readonly node: string;
  readonly kind: string;
  readonly circle: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Ring {
  readonly circle: string;
  readonly title: string;
  readonly radius: number;
}

/** The outermost first. */
export const rings: readonly Ring[] = [
  { circle: 'untrusted', title: 'Untrusted', radius: 388 },
  { circle: 'trusted', title: 'Trusted', radius: 316 },
  { circle: 'central', title: 'Central', radius: 210 },
  { circle: 'administrators', title: 'Administrators', radius: 122 },
  { circle: 'uumds', title: 'UUM&DS', radius: 58 },
];

const at = (degrees: number, distance: number, radius: number): Place => ({
  x: Math.round(distance * Math.cos((degrees * Math.PI) / 180) * 10) / 10,
  y: Math.round(distance * Math.sin((degrees * Math.PI) / 180) * 10) / 10,
  radius,
});

const fixed: Readonly<Record<string, Place>> = {
  traders: at(180, 352, 26),
  speed2ng: at(180, 210, 32),
  cdco: at(-90, 164, 36),
  ccn2ng: at(0, 210, 32),
  'shared-services': at(90, 164, 30),
  administrators: at(90, 90, 20),
  uumds: at(0, 0, 34),
};

/** Side by side around the middle of the arc; closer the more they are. */
const onArc = (index: number, count: number, middle: number, distance: number, radius: number): Place => {
  const gap = Math.min(18, 220 / Math.max(1, count));
  return at(middle + (index - (count - 1) / 2) * gap, distance, Math.min(radius, Math.max(9, gap * 2.1)));
};

/** Whom nobody foresaw stands in its circle, at the top. */
const elsewhere: Readonly<Record<string, readonly [middle: number, distance: number]>> = {
  trusted: [0, 288],
  untrusted: [-135, 352],
  central: [-150, 164],
  administrators: [-90, 90],
};

export const placesOf = (nodes: readonly Node[]): ReadonlyMap<string, Place> => {
  const places = new Map<string, Place>();
  const byCircle = Map.groupBy(
    nodes.filter(({ node }) => !Object.hasOwn(fixed, node)),
    ({ circle }) => circle,
  );
  for (const { node } of nodes) if (fixed[node] !== undefined) places.set(node, fixed[node]);
  for (const [circle, others] of byCircle) {
    const [middle, distance] = elsewhere[circle] ?? [-45, 352];
    for (const [index, { node }] of others.entries())
      places.set(node, onArc(index, others.length, middle, distance, 20));
  }
  return places;
};
