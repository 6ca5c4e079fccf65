/* What all parts of the page are made of. Everything that comes from the data is set as text, never as markup, and shown plain. */

const $ = id => document.getElementById(id);
const LEVELS = ['none', 'custom', 'view', 'edit', 'admin', 'cluster-admin'];
const SHORT = {none: '·', custom: 'c', view: 'V', edit: 'E', admin: 'A', 'cluster-admin': 'CA'};
const MEANS = {
  none: 'nothing', custom: 'some permissions, but not all of view', view: 'reads most resources, no secrets',
  edit: 'changes workloads and secrets', admin: 'edit, and roles and their bindings', 'cluster-admin': 'everything'
};
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
const EVERYWHERE = -1;
const LONGEST_TEXT = 1000, LONGEST_NAME = 200;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'class') element.className = value; else element.setAttribute(name, name === 'value' ? value : plain(String(value)));
  }
  return put(element, ...children);
}
/* All texts go this way. What is asked with, a value, stays as it is. */
function put(element, ...children) {
  element.append(...children.map(child => typeof child === 'string' ? readable(child, element) : child));
  return element;
}
/* A name can be longer than a page; the rest is brought by a button, which no other button can hold. */
function readable(text, element) {
  if (text.length <= LONGEST_TEXT) return plain(text);
  const start = plain(text.slice(0, LONGEST_TEXT)) + '… ';
  if (element.tagName === 'BUTTON' || element.tagName === 'OPTION') return start;
  const cut = make('span', {}, button({class: 'link'}, () => cut.replaceWith(plain(text)), 'Show all of it'));
  cut.prepend(start);
  return cut;
}
function shortened(name) {
  return name.length <= LONGEST_NAME ? distinct(name) : distinct(name.slice(0, LONGEST_NAME)) + '…';
}
function button(attributes, action, ...children) {
  const element = make('button', {type: 'button', ...attributes}, ...children);
  element.addEventListener('click', action);
  return element;
}
function counted(count, one, many = one + 's') {
  return `${count} ${count === 1 ? one : many}`;
}

/* The first of many elements; a button that says how many are left brings the rest. */
function firstOf(elements, most, what, into) {
  put(into, ...elements.slice(0, most).map(each => each()));
  const rest = elements.slice(most);
  if (!rest.length) return into;
  const more = make(into.tagName === 'UL' ? 'li' : 'p', {class: 'more'});
  more.append(button({class: 'link'}, () => {
    const made = rest.map(each => each());
    more.replaceWith(...made);
    (made[0].querySelector('button') || made[0]).focus();
  }, `Show ${rest.length} more ${what}`));
  into.append(more);
  return into;
}

/* Details whose body is filled when they are opened first, since most never are. */
function folded(kind, summary, body, fill, ...before) {
  const details = make('details', {class: kind}, make('summary', {}, ...summary), ...before, body);
  details.addEventListener('toggle', () => { if (!body.firstChild) fill(body); });
  return details;
}

/* A standing is a level, a + if there is more than the level has, and a ? if more is possible than is known. */
function parse(standing) {
  const level = standing.replace(/[+?]+$/, '');
  return {level, more: standing.includes('+'), incomplete: standing.includes('?')};
}
function standingInWords({level, more, incomplete}) {
  return level + (more ? ' and more' : '') + (incomplete ? ', incomplete: perhaps more than is known' : '');
}
/* A standing as a small sign; with the worst finding about a right there, which has a mark unless it is one of everywhere. */
function cell(standing, inherited, severity, marked = severity) {
  const parsed = parse(standing);
  const dangerous = parsed.level === 'custom' && isDangerous(severity);
  const classes = ['cell', parsed.level, inherited && 'inherited', parsed.incomplete && 'incomplete',
    dangerous && 'dangerous', isTold(marked) && 'marked ' + marked];
  const sign = parsed.level === 'none' && parsed.incomplete ? '' : SHORT[parsed.level];
  const words = standingInWords(parsed) + (isTold(severity) ? '; finding: ' + severity : '');
  return make('span', {class: classes.filter(Boolean).join(' '), title: words, role: 'img', 'aria-label': words},
    sign + (dangerous ? '!' : '') + (parsed.more ? '+' : '') + (parsed.incomplete ? '?' : ''));
}
function isTold(severity) {
  return severity != null && severity !== 'info';
}
function isDangerous(severity) {
  return severity === 'critical' || severity === 'high' || severity === 'medium';
}

const subjects = data.subjects.map((subject, index) => {
  const levels = new Map(Object.entries(subject.levels)); // a namespace may be called constructor
  return {
    ...subject, index,
    text: [subject.name, plain(subject.name), subject.username || '', ...(subject.groups || []), called(subject)].join('\n').toLowerCase(),
    at: place => levels.get(data.namespaces[place]) ?? subject.everywhere
  };
});
function keyOf({kind, name}) {
  return kind + ' ' + name;
}
const byName = new Map(subjects.map(subject => [keyOf(subject), subject]));
const isPrincipal = subject => subject.kind === 'Principal';

/* arn:aws:iam::111122223333:role/team/dev reads better as dev, with the rest below it. */
function names(subject) {
  const arn = /^arn:([^:]+):iam::(\d+):(role|user)(\/.*)$/.exec(subject.name);
  if (!arn) return [shortened(subject.name), subject.kind === 'ServiceAccount' ? 'service account' : subject.kind.toLowerCase()];
  const slash = arn[4].lastIndexOf('/');
  const path = slash > 0 ? ' · ' + arn[4].slice(0, slash + 1) : '';
  return [shortened(arn[4].slice(slash + 1)), arn[3] + ' · ' + arn[2] + path + (subject.source === 'aws-auth' ? ' · aws-auth' : '')];
}
/* As people write it, for example group ops. */
function called(subject) {
  return names(subject).reverse().join(' ');
}
/* A subject that opens what it has. */
function subjectButton(subject) {
  const [name, rest] = names(subject);
  return button({class: 'who', title: subject.name}, () => show(subject), make('b', {}, name), make('small', {}, rest));
}
/* The same within a sentence; one that has no row is only named. */
function subjectLink(each) {
  const subject = byName.get(keyOf(each));
  return subject ? button({class: 'link', title: each.name}, () => show(subject), names(subject)[0]) : shortened(each.name);
}

/* The findings by whom they are about. */
const findings = new Map();
/* Many findings hold at the same few places. */
const samePlace = new Map();
function once(place) {
  const key = JSON.stringify(place);
  if (!samePlace.has(key)) samePlace.set(key, place);
  return samePlace.get(key);
}
data.risks.forEach(risk => risk.exposures.forEach(exposure => {
  const key = keyOf({kind: exposure.kind, name: exposure.subject});
  if (!findings.has(key)) findings.set(key, []);
  findings.get(key).push({risk, exposure, places: exposure.places.map(once)});
}));
findings.forEach(some => some.sort((one, other) => SEVERITIES.indexOf(one.risk.severity) - SEVERITIES.indexOf(other.risk.severity)));

/* Worst first. What holds everywhere holds in each namespace. */
function findingsAt(subject, place) {
  const all = findings.get(keyOf(subject)) || [];
  return place === undefined ? all : all.filter(({places}) => places.some(where => includes(where, place)));
}
const inPlace = new Map();
function includes(where, place) {
  if (where.exceptNamespaces) return false; // it is no place of the table, and told where all findings are
  if (!where.namespaces || place === EVERYWHERE) return !where.namespaces;
  if (!inPlace.has(where)) inPlace.set(where, data.namespaces.map(name => coversPlace(where.namespaces, [name])));
  return inPlace.get(where)[place];
}
/* The worst about something that is allowed; what is unknown has signs of its own. */
function severityAt(subject, place, just = () => true) {
  return findingsAt(subject, place).find(({exposure}) => exposure.isRight && just(exposure))?.risk.severity;
}
const isOfNamespaces = exposure => !exposure.clusterWide;
