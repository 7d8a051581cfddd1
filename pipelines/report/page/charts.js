// The charts: each draws its marks with the number of events that the filters leave of them.
const views = {};

// Events come as steps from one to the next, as that is shorter.
for (const figure of Object.values(data.figures)) {
  for (const mark of figure.marks) {
    let n = 0;
    mark.events = mark.events.map((step) => (n += step));
  }
}

// The marks to be drawn. Where only the most frequent values have room, the others are left out.
function marksOf(figure) {
  let marks = figure.marks.map((mark) => ({ ...mark, events: keptOf(mark.events) }));
  marks = marks.filter((mark) => mark.events.length).map((mark) => ({ ...mark, n: mark.events.length }));
  if (figure.room && marks.length > figure.room) marks = marks.sort((a, b) => b.n - a.n).slice(0, figure.room);
  if (figure.mirrored) marks = withMirrored(marks, ...figure.mirrored);
  const ranks = Object.entries(figure.most).map(([field, most]) => [field, ranksOf(marks, field, most)]);
  for (const [field, ranked] of ranks) marks = withRanks(marks, field, ranked);
  const most = Math.max(...marks.map((mark) => mark.n));
  return marks.map((mark, i) => ({ ...mark, i, share: mark.n / most }));
}

function withMirrored(marks, one, other) {
  const swapped = ({ code, other_code, ...mark }) => (
    { ...mark, [one]: mark[other], [other]: mark[one], code: other_code, other_code: code, mirror: true });
  return [...marks, ...marks.map(swapped)];
}

// Ranks of all marks, before any is left out: so the two sides of a mirrored chart have the same values in the same order.
function ranksOf(marks, field, most) {
  const sums = new Map();
  for (const mark of marks) sums.set(mark[field], (sums.get(mark[field]) || 0) + mark.n);
  const order = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  return new Map(order.slice(0, most).map((value, rank) => [value, rank]));
}

function withRanks(marks, field, ranks) {
  const name = field === 'other' ? 'other_rank' : 'rank';
  return marks.filter((mark) => ranks.has(mark[field])).map((mark) => ({ ...mark, [name]: ranks.get(mark[field]) }));
}

const inWords = (figure, mark) => Object.keys(figure.columns)
  .map((name) => (typeof mark[name] === 'number' ? mark[name].toFixed(1) : mark[name]))
  .filter(Boolean).join(' · ');

async function drawCharts() {
  const options = { mode: 'vega', renderer: 'svg', actions: false, logLevel: 1, tooltip: { theme: 'page' } };
  await Promise.all(Object.entries(data.figures).map(async ([id, figure]) => {
    const { view } = await vegaEmbed(document.getElementById(`chart-${id}`), figure.spec, options);
    views[id] = view;
    view.addEventListener('click', (_, item) => {
      const mark = item && item.datum && figure.shown[item.datum.i];
      if (mark) select(mark.events, inWords(figure, mark));
    });
    await drawMarks(id, figure);
  }));
}

async function drawMarks(id, figure) {
  figure.shown = marksOf(figure);
  await views[id].data('counted', figure.shown.map(({ events, ...mark }) => mark)).runAsync();
  const svg = document.querySelector(`#chart-${id} svg`);
  svg.setAttribute('aria-hidden', 'true'); // its table says the same, and can be used with the keyboard
  document.getElementById(`chart-${id}`).classList.toggle('is-empty', figure.shown.length === 0);
  const table = document.querySelector(`#table-${id} tbody`);
  table.replaceChildren(...figure.shown.filter((mark) => !mark.mirror).slice(0, 200).map((mark) => markRow(figure, mark)));
}

function markRow(figure, mark) {
  const cells = Object.keys(figure.columns).map((name) => {
    const value = typeof mark[name] === 'number' ? mark[name].toFixed(1) : mark[name];
    return make('td', {}, value === null ? '' : String(value));
  });
  const words = inWords(figure, mark);
  const button = make('button', {
    type: 'button', className: 'link', onclick: () => select(mark.events, words),
    'aria-label': `Show ${plural(mark.n, 'event')}: ${words}`,
  }, String(mark.n));
  return make('tr', {}, ...cells, make('td', { className: 'number' }, button));
}

const redrawCharts = () => Promise.all(Object.entries(data.figures).map(([id, figure]) => drawMarks(id, figure)));
