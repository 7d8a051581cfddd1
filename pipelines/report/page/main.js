// Filters, selection, theme: what the reader can change.
function drawNumbers() {
  const now = numbers();
  const before = filters.type || filters.phase || filters.recalled ? null : data.before[filters.party]
    || (data.before[''] ? { events: 0, met: 0, treaties: 0, ahead: 0, off: 0 } : null);
  for (const [name, value] of Object.entries(now)) {
    const tile = document.getElementById(`number-${name}`);
    tile.querySelector('.value').textContent = value.toLocaleString('en');
    const change = tile.querySelector('.change');
    const difference = before ? value - before[name] : 0;
    change.textContent = before ? `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${Math.abs(difference).toLocaleString('en')}` : '';
    change.hidden = !before;
  }
  document.getElementById('filtered').textContent = `${now.events.toLocaleString('en')} of ${plural(count, 'event')} shown`;
}

function drawLists() {
  drawNumbers();
  drawEvents();
  drawTreaties();
  drawUpcoming();
  drawCovered();
}

async function refresh() {
  applyFilters();
  shownEvents = STEP;
  drawLists();
  await redrawCharts();
}

function select(events, words) {
  selection.events = events;
  selection.words = words;
  shownEvents = STEP;
  drawEvents();
  const first = document.querySelector('#events-list details');
  if (first && events.length <= 3) first.open = true;
  const heading = document.getElementById('events-heading');
  heading.scrollIntoView({ block: 'start' });
  heading.focus({ preventScroll: true });
}

function deselect() {
  selection.events = null;
  selection.words = '';
  drawEvents();
}

function fillParties() {
  const options = partiesByEvents().map(([code, n]) => make('option', { value: code }, `${nameOf(code)} (${n.toLocaleString('en')})`));
  document.getElementById('party').append(...options);
}

function listen() {
  const party = document.getElementById('party');
  party.addEventListener('change', () => { filters.party = party.value; refresh(); });
  for (const name of ['type', 'phase']) {
    for (const input of document.querySelectorAll(`input[name=${name}]`)) {
      input.addEventListener('change', () => { filters[name] = input.value; refresh(); });
    }
  }
  const recalled = document.getElementById('recalled');
  recalled.addEventListener('change', () => { filters.recalled = recalled.checked; refresh(); });
  document.getElementById('filters').addEventListener('reset', () => setTimeout(() => {
    Object.assign(filters, { party: '', type: '', phase: '', recalled: false });
    deselect();
    refresh();
  }));
  document.getElementById('deselect').addEventListener('click', deselect);
  document.getElementById('more').addEventListener('click', () => { shownEvents += STEP; drawEvents(); });
  window.addEventListener('beforeprint', () => {
    for (const item of document.querySelectorAll('#events-list details')) {
      fill(item, Number(item.dataset.n));
      item.open = true;
    }
  });
}

function themes() {
  const button = document.getElementById('theme');
  const dark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const name = () => { button.textContent = dark() ? 'Light' : 'Dark'; };
  button.addEventListener('click', () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; name(); });
  name();
}

async function start() {
  document.documentElement.classList.add('alive');
  fillParties();
  listen();
  themes();
  applyFilters();
  drawLists();
  await drawCharts();
  document.documentElement.dataset.drawn = 'yes';
}

start();
