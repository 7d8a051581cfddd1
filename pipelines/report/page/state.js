// The data of the page, and which events the filters and the selection leave.
const data = JSON.parse(document.getElementById('data').textContent);
const facts = Object.fromEntries(Object.entries(data.facts).map(([name, column]) => [
  name, Array.isArray(column) ? column : column.at.map((i) => column.values[i]),
]));
const count = facts.id.length;
const nameOf = (code) => data.names[code] || code;
const isAhead = (n) => facts.status[n] === 'planned' || facts.status[n] === 'proposed';
const phaseOf = (n) => (isAhead(n) ? 'ahead' : facts.status[n] === 'cancelled' ? 'off' : 'happened');

const filters = { party: '', type: '', phase: '', recalled: false };
const selection = { events: null, words: '' };
let kept = new Uint8Array(count);

function passes(n) {
  return (filters.recalled || !facts.recalled[n])
    && (!filters.type || facts.type[n] === filters.type)
    && (!filters.phase || phaseOf(n) === filters.phase)
    && (!filters.party || facts.parties[n].includes(filters.party));
}

function applyFilters() {
  for (let n = 0; n < count; n += 1) kept[n] = passes(n) ? 1 : 0;
}

const keptOf = (events) => events.filter((n) => kept[n]);

function numbers() {
  const sums = { events: 0, met: 0, treaties: 0, ahead: 0, off: 0 };
  for (let n = 0; n < count; n += 1) {
    if (!kept[n]) continue;
    sums.events += 1;
    const phase = phaseOf(n);
    if (phase !== 'happened') sums[phase] += 1;
    else sums[facts.type[n] === 'meeting' ? 'met' : 'treaties'] += 1;
  }
  return sums;
}

// The parties of all events that are no history, the most frequent first.
function partiesByEvents() {
  const counts = new Map();
  for (let n = 0; n < count; n += 1) {
    for (const party of facts.parties[n]) counts.set(party, (counts.get(party) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (nameOf(a[0]) < nameOf(b[0]) ? -1 : 1));
}
