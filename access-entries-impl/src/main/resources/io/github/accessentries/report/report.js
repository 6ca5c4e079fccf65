'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const LEVELS = ['none', 'custom', 'view', 'edit', 'admin', 'cluster-admin'];
  const SHORT = {none: '·', custom: 'c', view: 'V', edit: 'E', admin: 'A', 'cluster-admin': 'CA'};
  const MEANS = {
    none: 'nothing', custom: 'some permissions, but not all of view', view: 'reads most resources, no secrets',
    edit: 'changes workloads and secrets', admin: 'edit, and roles and their bindings', 'cluster-admin': 'everything'
  };
  const EVERYWHERE = -1;

  /* Everything on this page that comes from the data is set as text, never as markup. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'class') element.className = value; else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /* A standing is a level, a + if there is more than the level has, and a ? if more is possible than is known. */
  function parse(standing) {
    const level = standing.replace(/[+?]+$/, '');
    return {level, more: standing.includes('+'), incomplete: standing.includes('?')};
  }
  function inWords({level, more, incomplete}) {
    return level + (more ? ' and more' : '') + (incomplete ? ', incomplete: perhaps more than is known' : '');
  }
  function cell(standing, inherited) {
    const parsed = parse(standing);
    const classes = `cell ${parsed.level}${inherited ? ' inherited' : ''}${parsed.incomplete ? ' incomplete' : ''}`;
    const sign = parsed.level === 'none' && parsed.incomplete ? '' : SHORT[parsed.level];
    return make('span', {class: classes, title: inWords(parsed)}, sign + (parsed.more ? '+' : '') + (parsed.incomplete ? '?' : ''));
  }

  const subjects = data.subjects.map(subject => {
    const levels = new Map(Object.entries(subject.levels)); // a namespace may be called constructor
    return {
      ...subject,
      text: [subject.name, subject.username || '', ...(subject.groups || [])].join('\n').toLowerCase(),
      at: place => levels.get(data.namespaces[place]) ?? subject.everywhere
    };
  });
  const byName = new Map(subjects.map(subject => [subject.kind + ' ' + subject.name, subject]));

  /* arn:aws:iam::111122223333:role/team/dev reads better as dev, with the rest below it. */
  function names(subject) {
    const arn = /^arn:([^:]+):iam::(\d+):(role|user)(\/.*)$/.exec(subject.name);
    if (!arn) return [subject.name, subject.kind === 'ServiceAccount' ? 'service account' : subject.kind.toLowerCase()];
    const slash = arn[4].lastIndexOf('/');
    const path = slash > 0 ? ' · ' + arn[4].slice(0, slash + 1) : '';
    return [arn[4].slice(slash + 1), arn[3] + ' · ' + arn[2] + path + (subject.source === 'aws-auth' ? ' · aws-auth' : '')];
  }

  /* As people count: dev-2 before dev-10. */
  const byLabel = new Intl.Collator(undefined, {numeric: true});
  const isPrincipal = subject => subject.kind === 'Principal';
  subjects.sort((a, b) => isPrincipal(b) - isPrincipal(a) || byLabel.compare(names(a)[0], names(b)[0]));

  /* The table: only what the filters leave, one tab stop, arrow keys inside. */
  const shown = {rows: [], columns: []};
  function options(select, entries) {
    entries.forEach(([value, text]) => select.append(make('option', {value}, text)));
  }
  function filter() {
    const who = $('who').value.trim().toLowerCase();
    const where = $('where').value.trim().toLowerCase();
    const kind = $('kind').value;
    const least = Number($('level').value);
    shown.columns = [EVERYWHERE];
    data.namespaces.forEach((name, index) => { if (name.toLowerCase().includes(where)) shown.columns.push(index); });
    const reaches = subject => shown.columns.some(place => {
      const standing = parse(subject.at(place));
      return least < 0 ? standing.incomplete : LEVELS.indexOf(standing.level) >= least;
    });
    shown.rows = subjects.filter(subject =>
        (kind === 'all' || (kind === 'Principal') === isPrincipal(subject))
        && subject.text.includes(who) && (least === 0 || reaches(subject)));
    draw();
  }
  function draw() {
    const head = make('tr', {}, make('th', {class: 'subject', scope: 'col'}, 'Who'));
    shown.columns.forEach(place => {
      const name = place === EVERYWHERE ? 'everywhere' : data.namespaces[place];
      head.append(make('th', {class: place === EVERYWHERE ? 'place everywhere' : 'place', scope: 'col', title: name}, make('span', {}, name)));
    });
    const rows = shown.rows.map((subject, row) => {
      const [name, rest] = names(subject);
      const who = make('button', {class: 'who', type: 'button', title: subject.name, tabindex: '-1'}, make('b', {}, name), make('small', {}, rest));
      const line = make('tr', {'data-row': row}, make('th', {class: 'subject', scope: 'row'}, who));
      shown.columns.forEach(place => {
        const standing = subject.at(place);
        const td = make('td', {tabindex: '-1'}, cell(standing, place !== EVERYWHERE && standing === subject.everywhere));
        if (place === EVERYWHERE) td.className = 'everywhere';
        line.append(td);
      });
      return line;
    });
    $('matrix').tHead.replaceChildren(head);
    $('matrix').tBodies[0].replaceChildren(...rows);
    rows[0]?.cells[1].setAttribute('tabindex', '0');
    $('matrix').hidden = rows.length === 0;
    $('empty').hidden = rows.length > 0;
    $('shown').textContent = `${rows.length} of ${subjects.length} subjects, ${shown.columns.length - 1} of ${data.namespaces.length} namespaces`;
  }
  function open(cellElement) {
    const subject = shown.rows[cellElement.parentElement.dataset.row];
    show(subject, cellElement.cellIndex === 0 ? undefined : shown.columns[cellElement.cellIndex - 1]);
  }
  function move(from, rows, columns) {
    const body = $('matrix').tBodies[0];
    const row = Math.min(Math.max(from.parentElement.sectionRowIndex + rows, 0), body.rows.length - 1);
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
  $('matrix').addEventListener('keydown', event => {
    const td = event.target.closest('td');
    if (!td) return;
    if (event.key === 'Enter' || event.key === ' ') open(td);
    else if (MOVES[event.key]) move(td, ...MOVES[event.key]);
    else return;
    event.preventDefault();
  });
  $('matrix').addEventListener('click', event => {
    const clicked = event.target.closest('tbody td, tbody th');
    if (clicked) open(clicked);
  });

  /* What somebody has, at one place or altogether, and by what. */
  /* Part by part from left to right, so that no pattern takes longer than its length and that of the name. */
  function covers(pattern, namespace) {
    const [first, ...parts] = pattern.split('*');
    const last = parts.pop();
    if (last === undefined) return pattern === namespace;
    if (!namespace.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts) {
      const found = namespace.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= namespace.length && namespace.endsWith(last);
  }
  function holds(grant, place) {
    if (place === undefined || !grant.namespace) return true;
    return place !== EVERYWHERE && (grant.namespace === data.namespaces[place] || covers(grant.namespace, data.namespaces[place]));
  }
  function phrase(rule) {
    const named = rule.resourceNames ? ' named ' + rule.resourceNames.join(', ') : '';
    const groups = (rule.apiGroups || []).filter(group => group);
    const of = groups.length ? ' of ' + groups.join(', ') + (groups.length < rule.apiGroups.length ? ' and the core group' : '') : '';
    const what = [];
    if (rule.resources) what.push(rule.resources.join(', ') + of + named);
    if (rule.nonResourceURLs) what.push(rule.nonResourceURLs.join(', '));
    return make('li', {}, make('b', {}, rule.verbs.join(', ')), ' ' + what.join(' and '));
  }
  function term(list, name, value) {
    if (value) list.append(make('dt', {}, name), make('dd', {}, value));
  }
  function show(subject, place) {
    const body = $('detail-body');
    const standing = subject.at(place === undefined ? EVERYWHERE : place);
    const at = place === undefined || place === EVERYWHERE ? 'everywhere' : 'in ' + data.namespaces[place];
    const facts = make('dl');
    term(facts, isPrincipal(subject) ? 'Principal' : 'Kind', isPrincipal(subject) ? subject.name : names(subject)[1]);
    term(facts, 'From', subject.source);
    term(facts, 'User name', subject.username);
    term(facts, 'Groups', (subject.groups || []).join(', '));
    body.replaceChildren(make('h3', {id: 'detail-title'}, names(subject)[0]), facts,
        make('div', {class: 'verdict'}, cell(standing), `${inWords(parse(standing))}, ${at}`));
    (place === undefined || parse(standing).incomplete ? subject.doubts : []).forEach(doubt => body.append(make('p', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
    /* What is given just here comes first. */
    const grants = subject.grants.filter(grant => holds(grant, place)).sort((a, b) => !a.namespace - !b.namespace);
    grants.forEach(grant => body.append(make('div', {class: 'grant'},
        make('div', {class: 'where'}, grant.namespace ? 'in ' + grant.namespace : 'cluster-wide'),
        make('div', {class: 'ground'}, grant.reason),
        make('ul', {}, ...data.roles[grant.role].map(phrase)))));
    if (!grants.length) body.append(make('p', {class: 'note'}, 'Nothing that is known gives access here.'));
    if (!$('detail').open) $('detail').showModal();
    $('detail').scrollTop = 0;
  }
  $('detail').addEventListener('click', event => { if (event.target === $('detail')) $('detail').close(); });

  /* Findings */
  function places(names) {
    return names.length > 6 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
  }
  function exposure(each) {
    const subject = byName.get(each.kind + ' ' + each.subject);
    const name = subject ? names(subject)[0] : each.subject;
    const who = subject ? make('button', {class: 'link', type: 'button', title: each.subject}, name) : name;
    if (subject) who.addEventListener('click', () => show(subject));
    return make('li', {}, who, ` ${places(each.where)}: ${each.ground}`);
  }
  function risk(each) {
    const list = make('ul', {class: 'exposures'});
    const details = make('details', {class: 'risk'},
        make('summary', {}, make('span', {class: 'badge ' + each.severity}, each.severity), each.summary, make('span', {class: 'id'}, each.id)),
        make('p', {}, 'Remedy: ' + each.remedy), list);
    details.addEventListener('toggle', () => { if (!list.firstChild) list.append(...each.exposures.map(exposure)); });
    return details;
  }
  function drawRisks() {
    const counts = new Map();
    data.risks.forEach(each => counts.set(each.severity, (counts.get(each.severity) || 0) + 1));
    counts.forEach((count, severity) => $('risk-counts').append(make('span', {class: 'badge ' + severity}, `${count} ${severity}`)));
    $('risk-list').append(...data.risks.map(risk));
    $('risks').hidden = data.risks.length === 0;
  }

  function drawDoubts() {
    $('doubts').append(...data.doubts.map(doubt => make('li', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
    $('doubts').hidden = data.doubts.length === 0;
  }

  function drawLegend() {
    const entry = (standing, text, inherited) => make('li', {}, cell(standing, inherited), text);
    $('legend').append(...LEVELS.slice(1).map(level => entry(level, `${level}: ${MEANS[level]}`)),
        entry('view+', 'and more'), entry('view', 'the same everywhere', true), entry('none?', 'incomplete: perhaps more'));
  }
  function start() {
    const principals = subjects.filter(isPrincipal).length;
    const incomplete = subjects.filter(subject => subject.doubts.length).length;
    $('counts').textContent = [`${principals} principals`, `${subjects.length - principals} other subjects`,
      `${data.namespaces.length} namespaces`, incomplete ? `${incomplete} incomplete` : ''].filter(Boolean).join(' · ');
    options($('kind'), [['Principal', 'IAM principals'], ['other', 'users, groups, service accounts'], ['all', 'all']]);
    options($('level'), [['0', 'any'], ...LEVELS.slice(1).map((level, index) => [String(index + 1), index ? level + ' or more' : 'any but none']), ['-1', 'incomplete']]);
    let waiting;
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 100); };
    ['who', 'where'].forEach(id => $(id).addEventListener('input', soon));
    ['kind', 'level'].forEach(id => $(id).addEventListener('change', filter));
    $('filters').addEventListener('submit', event => event.preventDefault());
    drawDoubts();
    drawRisks();
    drawLegend();
    filter();
  }
  start();
})();
