// The lists: events with their sentences, agreements with their steps, what lies ahead.
const STEP = 20;
let shownEvents = STEP;

const headline = (n) => facts.parties[n].map(nameOf).join(' – ') || (data.details[n] || {}).who || 'Unnamed parties';

function kind(n) {
  const what = facts.what[n];
  const status = STATUS[facts.status[n]];
  return status ? `${status}: ${NOUN[what] || (WHAT[what] || what).toLowerCase()}` : WHAT[what] || what;
}

const tag = (n) => make('span', { className: `tag ${facts.type[n]} ${phaseOf(n)}` }, kind(n));

function told(n) {
  const sources = facts.sources[n] > 1 ? plural(facts.sources[n], 'source') : 'one source';
  return facts.articles[n] > 1 ? `${plural(facts.articles[n], 'article')}, ${sources}` : sources;
}

// The place with its country, unless one says the other: "New York, USA", or "Korea" in South Korea.
function place(n) {
  const [where, code] = [facts.place[n], facts.country[n]];
  if (!where || !code) return where || (code && nameOf(code)) || '';
  const country = nameOf(code);
  if (country.includes(where)) return country;
  return where.includes(country) || where.split(/\W+/).includes(code) ? where : `${where}, ${country}`;
}

function eventItem(n) {
  const circumstances = [dayInWords(facts.when[n]), place(n), facts.type[n] === 'treaty' ? facts.instrument[n] : null];
  const item = make('details', { className: 'event', id: `event-${n}`, 'data-n': n },
    make('summary', {},
      make('span', { className: 'line' }, tag(n), make('strong', {}, headline(n)),
        facts.recalled[n] ? make('span', { className: 'tag history' }, 'history') : ''),
      make('span', { className: 'around' }, circumstances.filter(Boolean).join(' · ')),
      make('span', { className: 'told' }, told(n))));
  item.addEventListener('toggle', () => { if (item.open) fill(item, n); });
  return item;
}

function fill(item, n) {
  if (item.dataset.filled) return;
  item.dataset.filled = 'yes';
  item.append(eventBody(n));
}

function eventBody(n) {
  const detail = data.details[n];
  const command = make('code', {}, `communique query --lake LAKE "proof('${facts.id[n]}')"`);
  const sure = `Confidence ${facts.confidence[n].toFixed(2)}; first told ${dayInWords(facts.told[n])}.`;
  if (!detail) {
    return make('div', { className: 'body' }, make('p', {}, 'Its sentences had no room in this page. They are shown by ', command),
      make('p', { className: 'fine' }, sure));
  }
  return make('div', { className: 'body' },
    detail.who ? make('p', { className: 'who' }, detail.who) : '',
    ...detail.proof.map(proof),
    topicLine('Topics', detail.topics), topicLine('Outcome', detail.outcomes), topicLine('Provisions', detail.provisions),
    detail.revisions ? make('ul', { className: 'changes' }, ...detail.revisions.map(change)) : '',
    make('p', { className: 'fine' }, `${sure} All sentences: `, command));
}

function proof([source, url, title, day, sentences]) {
  const head = title || url || 'the article';
  return make('blockquote', {},
    ...sentences.map((sentence) => make('p', {}, sentence)),
    make('footer', {}, [source, dayInWords(day)].filter(Boolean).join(', '), ': ',
      url ? make('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, head) : make('cite', {}, head)));
}

const topicLine = (label, words) => (words ? make('p', { className: 'topics' }, make('b', {}, `${label}: `), words.join('; ')) : '');
const change = ({ published_at, field, old, new: now }) => make('li', {},
  `${dayInWords(published_at)}: ${FIELD[field]} changed from ${field === 'event_date_start' ? dayInWords(old) : old} to ${field === 'event_date_start' ? dayInWords(now) : now}`);

function chosenEvents() {
  const events = selection.events || facts.id.keys();
  return [...events].filter((n) => kept[n]);
}

function drawEvents() {
  const events = chosenEvents();
  const list = document.getElementById('events-list');
  list.replaceChildren(...events.slice(0, shownEvents).map(eventItem));
  const rest = events.length - Math.min(shownEvents, events.length);
  const more = document.getElementById('more');
  more.hidden = rest === 0;
  more.textContent = rest > STEP ? `Show ${STEP} more of ${rest.toLocaleString('en')}` : `Show ${rest} more`;
  document.getElementById('events-count').textContent = events.length
    ? `${plural(events.length, 'event')}${selection.words ? `: ${selection.words}` : ', the most widely reported first'}`
    : 'No event is left by these filters.';
  document.getElementById('deselect').hidden = selection.events === null;
}

function eventButton(n, ...content) {
  return make('button', { type: 'button', className: 'link', onclick: () => select([n], headline(n)) }, ...content);
}

function drawTreaties() {
  const lives = data.lives.filter((steps) => steps.some((n) => kept[n]));
  const rows = lives.slice(0, 30).map((steps) => {
    const named = steps.map((n) => facts.instrument[n]).filter(Boolean).sort((a, b) => b.length - a.length)[0];
    const parties = [...new Set(steps.flatMap((n) => facts.parties[n]))].map(nameOf).join(', ');
    const chips = steps.map((n) => make('li', {}, make('button', {
      type: 'button', className: `tag treaty ${phaseOf(n)}`, onclick: () => select([n], named || headline(n)),
    }, [kind(n), dayInWords(facts.when[n])].filter(Boolean).join(' '))));
    return make('tr', {}, make('th', { scope: 'row' }, named ? named[0].toUpperCase() + named.slice(1) : 'Unnamed agreement'), make('td', {}, parties),
      make('td', {}, make('ol', { className: 'steps' }, ...chips)));
  });
  document.querySelector('#treaties tbody').replaceChildren(...rows);
  const left = lives.length - rows.length;
  document.getElementById('treaties-note').textContent = lives.length === 0 ? 'No agreement is left by these filters.'
    : left ? `${left.toLocaleString('en')} more: communique query --lake LAKE treaty_lifecycle` : '';
  document.querySelector('#treaties table').hidden = rows.length === 0;
}

function drawUpcoming() {
  const soon = [...facts.id.keys()].filter((n) => kept[n] && facts.due[n] && facts.due[n] >= data.until)
    .sort((a, b) => (facts.due[a] < facts.due[b] ? -1 : facts.due[a] > facts.due[b] ? 1 : a - b));
  const rows = soon.slice(0, 12).map((n) => make('li', {},
    make('span', { className: 'when' }, dayInWords(facts.when[n])),
    eventButton(n, headline(n)), make('span', { className: 'around' }, [WHAT[facts.what[n]], place(n)].filter(Boolean).join(' · '))));
  document.getElementById('upcoming-list').replaceChildren(...rows);
  const others = numbers().ahead - soon.length;
  document.getElementById('upcoming-note').textContent = [
    rows.length === 0 ? 'Nothing with a day is announced.' : '',
    soon.length > rows.length ? `${soon.length - rows.length} more are announced for later.` : '',
    others ? `${others} more ${others === 1 ? 'has' : 'have'} no day, or one that has passed without news of it.` : '',
  ].filter(Boolean).join(' ');
}

function drawCovered() {
  const first = [];
  for (let n = 0; n < count && first.length < 8; n += 1) if (kept[n]) first.push(n);
  document.getElementById('covered-list').replaceChildren(...first.map((n) => make('li', {},
    eventButton(n, headline(n)),
    make('span', { className: 'around' }, [kind(n), dayInWords(facts.when[n]), told(n)].filter(Boolean).join(' · ')))));
}
