/* The table: only what the filters leave, one tab stop, arrow keys inside. */

/* As people count: dev-2 before dev-10. */
const byLabel = new Intl.Collator(undefined, {numeric: true});
const rowsInOrder = subjects.slice().sort((a, b) => isPrincipal(b) - isPrincipal(a) || byLabel.compare(names(a)[0], names(b)[0]));
const shown = {rows: [], columns: []};

function options(select, entries) {
  entries.forEach(([value, text]) => select.append(make('option', {value}, text)));
}
function filter() {
  const who = $('who').value.trim().toLowerCase();
  const where = $('where').value.trim().toLowerCase();
  const kind = $('kind').value;
  const wanted = $('level').value;
  shown.columns = [EVERYWHERE];
  data.namespaces.forEach((name, index) => { if (name.toLowerCase().includes(where)) shown.columns.push(index); });
  const fits = (subject, place) => {
    if (wanted === 'finding') return isTold(severityAt(subject, place));
    const standing = parse(subject.at(place));
    return wanted === 'incomplete' ? standing.incomplete || subject.doubts.length > 0 : LEVELS.indexOf(standing.level) >= Number(wanted);
  };
  shown.rows = rowsInOrder.filter(subject =>
    (kind === 'all' || (kind === 'Principal') === isPrincipal(subject))
    && subject.text.includes(who) && (wanted === '0' || shown.columns.some(place => fits(subject, place))));
  draw();
}
/* Most of a big table is never looked at, so that the cells of a row are made when it comes near. */
const nearby = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => fillRow(entry.target)),
  {root: $('scroll'), rootMargin: '900px'});
function fillRow(row) {
  if (row.cells.length > 1) return;
  nearby.unobserve(row);
  const subject = shown.rows[row.dataset.row];
  shown.columns.forEach(place => {
    const standing = subject.at(place);
    const inherited = place !== EVERYWHERE && standing === subject.everywhere;
    const severity = severityAt(subject, place);
    const td = make('td', {tabindex: '-1'}, cell(standing, inherited, severity, inherited ? severityAt(subject, place, isOfNamespaces) ?? null : severity));
    if (place === EVERYWHERE) td.className = 'everywhere';
    row.append(td);
  });
}
function draw() {
  const head = make('tr', {}, make('th', {class: 'subject', scope: 'col'}, 'Who'));
  shown.columns.forEach(place => {
    const name = place === EVERYWHERE ? 'everywhere' : data.namespaces[place];
    head.append(make('th', {class: place === EVERYWHERE ? 'place everywhere' : 'place', scope: 'col', title: place === EVERYWHERE ? 'cluster-wide' : placeInWords([name])}, make('span', {}, name)));
  });
  const rows = shown.rows.map((subject, row) => {
    const [name, rest] = names(subject);
    const who = make('button', {class: 'who', type: 'button', title: subject.name, tabindex: '-1'}, make('b', {}, name), make('small', {}, rest));
    return make('tr', {'data-row': row}, make('th', {class: 'subject', scope: 'row'}, who));
  });
  $('matrix').tHead.replaceChildren(head);
  $('matrix').tBodies[0].replaceChildren(...rows);
  nearby.disconnect();
  rows.slice(0, 30).forEach(fillRow);
  rows.slice(30).forEach(row => nearby.observe(row));
  rows[0]?.cells[1].setAttribute('tabindex', '0');
  $('matrix').hidden = rows.length === 0;
  $('empty').hidden = rows.length > 0;
  const hidden = subjects.length - rows.length + data.namespaces.length - shown.columns.length + 1;
  $('shown').replaceChildren(`${rows.length} of ${counted(subjects.length, 'subject')}, ${shown.columns.length - 1} of ${counted(data.namespaces.length, 'namespace')}`,
    ...(hidden ? [' ', button({class: 'link'}, showAll, 'Show all')] : []));
}
function showAll() {
  $('filters').reset();
  filter();
}
function openCell(cellElement) {
  const subject = shown.rows[cellElement.parentElement.dataset.row];
  show(subject, cellElement.cellIndex === 0 ? undefined : shown.columns[cellElement.cellIndex - 1]);
}
function move(from, rows, columns) {
  const body = $('matrix').tBodies[0];
  const row = Math.min(Math.max(from.parentElement.sectionRowIndex + rows, 0), body.rows.length - 1);
  fillRow(body.rows[row]);
  const column = Math.min(Math.max(from.cellIndex + columns, 1), body.rows[row].cells.length - 1);
  const to = body.rows[row].cells[column];
  body.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
  to.setAttribute('tabindex', '0');
  to.focus();
  to.scrollIntoView({block: 'nearest', inline: 'nearest'});
}
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-15, 0], PageDown: [15, 0], Home: [0, -1e6], End: [0, 1e6]
};

function drawLegend() {
  const entry = (standing, text, inherited, severity) => make('li', {}, cell(standing, inherited, severity), text);
  const entries = LEVELS.slice(1).map(level => entry(level, `${level}: ${MEANS[level]}`));
  const hasFindings = data.risks.some(risk => risk.severity !== 'info');
  if (hasFindings) entries.splice(1, 0, entry('custom', 'custom with a finding of medium or above', false, 'medium'));
  entries.push(entry('view+', 'and more'), entry('view', 'the same everywhere', true), entry('none?', 'incomplete: perhaps more'));
  if (hasFindings) {
    ['high', 'medium', 'low'].forEach(severity => entries.push(entry('view', `finding: ${severity}${severity === 'high' ? ' or critical' : ''}`, false, severity)));
    entries.push(make('li', {}, 'findings of info, and those about no right, stand in their list only'));
  }
  $('legend').append(...entries);
}
function startTable() {
  options($('kind'), [['all', 'all'], ['Principal', 'IAM principals'], ['other', 'users, groups, service accounts']]);
  options($('level'), [['0', 'any'], ...LEVELS.slice(1).map((level, index) => [String(index + 1), index ? level + ' or more' : 'any but none']),
    ['incomplete', 'incomplete'], ...(data.risks.length ? [['finding', 'with a finding']] : [])]);
  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 100); };
  ['who', 'where'].forEach(id => $(id).addEventListener('input', soon));
  ['kind', 'level'].forEach(id => $(id).addEventListener('change', filter));
  $('filters').addEventListener('submit', event => event.preventDefault());
  $('matrix').addEventListener('keydown', event => {
    const td = event.target.closest('td');
    if (!td) return;
    if (event.key === 'Enter' || event.key === ' ') openCell(td);
    else if (MOVES[event.key]) move(td, ...MOVES[event.key]);
    else return;
    event.preventDefault();
  });
  $('matrix').addEventListener('click', event => {
    const clicked = event.target.closest('tbody td, tbody th');
    if (clicked) openCell(clicked);
  });
  addEventListener('beforeprint', () => [...$('matrix').tBodies[0].rows].forEach(fillRow));
  drawLegend();
  filter();
}
