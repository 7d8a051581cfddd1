// What the codes of the data are called on the page.
const WHAT = {
  bilateral: 'Talks', trilateral: 'Three-way talks', multilateral: 'Meeting', summit: 'Summit',
  visit: 'Visit', phone_call: 'Phone call', virtual: 'Video call', mediation: 'Mediation',
  negotiating: 'Negotiated', proposed: 'Proposed', agreed: 'Agreed', signed: 'Signed',
  ratified: 'Ratified', in_force: 'In force', joined: 'Joined', extended: 'Extended',
  amended: 'Amended', suspended: 'Suspended', withdrew: 'Withdrawn', violated: 'Violated',
  rejected: 'Rejected', expired: 'Expired',
};
// What is planned or called off has not happened: a signing, not "signed".
const NOUN = {
  negotiating: 'negotiation', proposed: 'proposal', agreed: 'agreement', signed: 'signing',
  ratified: 'ratification', in_force: 'entry into force', joined: 'accession', extended: 'extension',
  amended: 'amendment', suspended: 'suspension', withdrew: 'withdrawal', violated: 'violation',
  rejected: 'rejection', expired: 'expiry',
};
const STATUS = { planned: 'planned', proposed: 'proposed', cancelled: 'called off' };
const FIELD = { status: 'status', event_date_start: 'day', parties: 'parties', place: 'place' };

const plural = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

// "2025-12-29" → "29 December 2025"; "2025-12" → "December 2025"; weeks as they are.
function dayInWords(text) {
  if (!text) return '';
  const week = /^(\d{4})-W(\d\d)$/.exec(text);
  if (week) return `week ${Number(week[2])} of ${week[1]}`;
  const [year, month, day] = text.split('-').map(Number);
  const options = { timeZone: 'UTC', year: 'numeric' };
  if (month) options.month = 'long';
  if (day) options.day = 'numeric';
  return new Intl.DateTimeFormat('en-GB', options).format(Date.UTC(year, (month || 1) - 1, day || 1));
}

// An element with its properties and children; text is only ever text.
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name === 'className' ? 'class' : name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}
