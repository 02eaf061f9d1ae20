// Draws figures over time with uPlot, in the place of the picture that the server has drawn. The table beside it says the same.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const strokes = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6'];
/** `light-dark()` is resolved where it is used as a colour, not in a custom property. */
const colourOf = (name) => {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

const axis = (more) => ({
  stroke: colourOf('--muted'),
  grid: { stroke: colourOf('--line'), width: 1 },
  ticks: { stroke: colourOf('--line'), width: 1 },
  font: `12px ${css('--ff-d') || 'sans-serif'}`,
  ...more,
});

const two = (value) => String(value).padStart(2, '0');
/** The day where it begins, the time elsewhere; in UTC as everywhere. */
const timesOf = (_chart, seconds) => {
  const long = (seconds.at(-1) ?? 0) - (seconds[0] ?? 0) > 2 * 86_400;
  return seconds.map((one) => {
    const at = new Date(one * 1000);
    const day = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.`;
    return long ? day : `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  });
};

const options = ({ names, unit }, width) => ({
  width,
  height: 220,
  tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
  cursor: { drag: { x: true, y: false } },
  legend: { live: true },
  scales: { y: { range: (_chart, low, high) => [Math.min(0, low ?? 0), high === null || high <= 0 ? 1 : high * 1.1] } },
  series: [
    { label: 'Time', value: '{YYYY}-{MM}-{DD} {HH}:{mm}:{ss}' },
    ...names.map((label, index) => ({
      label,
      stroke: colourOf(strokes[index % strokes.length]),
      width: 2,
      spanGaps: false,
      value: (_chart, value) => (value === null ? 'none' : `${Number(value.toPrecision(4))} ${unit}`),
    })),
  ],
  axes: [axis({ values: timesOf }), axis({ size: 64 })],
});

const draw = (figure) => {
  const given = JSON.parse(figure.dataset.chart);
  const place = figure.querySelector('.chart-place');
  if (place === null || given.data.length < 2) return;
  place.replaceChildren();
  const chart = new uPlot(options(given, place.clientWidth), given.data, place);
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 220 })).observe(place);
};

const drawAll = (within) => {
  for (const figure of within.querySelectorAll('[data-chart]')) draw(figure);
};

drawAll(document);
document.addEventListener('portorium:part', ({ detail }) => drawAll(detail));
// The colours are the scheme's.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll(document));
