/* What somebody has, at one place or altogether, and by what; and all findings. */

function holds(grant, place) {
  if (place === undefined || grant.namespace === undefined) return true;
  return place !== EVERYWHERE && (grant.namespace === data.namespaces[place] || coversName(grant.namespace, data.namespaces[place]));
}
function phrase(rule) {
  const named = rule.resourceNames ? ' named ' + inWords(rule.resourceNames) : '';
  const groups = (rule.apiGroups || []).filter(group => group);
  const of = groups.length ? ' of ' + inWords(groups) + (groups.length < rule.apiGroups.length ? ' and the core group' : '') : '';
  const what = [];
  if (rule.resources) what.push(inWords(rule.resources) + of + named);
  if (rule.nonResourceURLs) what.push(inWords(rule.nonResourceURLs));
  return make('li', {}, make('b', {}, inWords(rule.verbs)), ' ' + what.join(' and '));
}
function term(list, name, value) {
  if (value) list.append(make('dt', {}, name), make('dd', {}, value));
}
function show(subject, place) {
  const body = $('detail-body');
  const standing = subject.at(place === undefined ? EVERYWHERE : place);
  const at = place === undefined || place === EVERYWHERE ? 'everywhere' : 'in ' + data.namespaces[place];
  const facts = make('dl');
  term(facts, isPrincipal(subject) ? 'Principal' : 'Kind', isPrincipal(subject) ? distinct(subject.name) : names(subject)[1]);
  if (!isPrincipal(subject) && subject.name.length > LONGEST_NAME) term(facts, 'Name', distinct(subject.name));
  term(facts, 'From', subject.source);
  term(facts, 'User name', subject.username);
  term(facts, 'Groups', (subject.groups || []).join(', '));
  body.replaceChildren(make('h3', {id: 'detail-title'}, names(subject)[0]), facts,
    make('div', {class: 'verdict'}, cell(standing, false, severityAt(subject, place === undefined ? EVERYWHERE : place)), `${standingInWords(parse(standing))}, ${at}`));
  (place === undefined || parse(standing).incomplete ? subject.doubts : []).forEach(doubt => body.append(make('p', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
  findingsAt(subject, place).forEach(({risk, exposure}) => body.append(make('p', {class: 'finding'},
    badge(risk.severity), risk.summary, make('span', {class: 'ground'}, `${placesInWords(exposure.where)}: ${exposure.ground}`))));
  const path = pathOf.get(subject.kind + ' ' + subject.name);
  if (path) {
    body.append(make('div', {class: 'path'}, make('b', {}, `Can get to ${path.target} in ${counted(path.steps.length, 'step')}${path.certain ? '' : ', with an if'}`), stepList(path)));
  }
  /* What is given just here comes first. */
  const grants = subject.grants.filter(grant => holds(grant, place)).sort((a, b) => !a.namespace - !b.namespace);
  grants.forEach(grant => body.append(make('div', {class: 'grant'},
    make('div', {class: 'where'}, grant.by ?? (grant.namespace ? 'in ' + grant.namespace : 'cluster-wide')),
    make('div', {class: 'ground'}, grant.reason),
    firstOf(data.roles[grant.role].map(rule => () => phrase(rule)), 12, 'rules', make('ul')))));
  if (!grants.length) body.append(make('p', {class: 'note'}, 'Nothing that is known gives access here.'));
  if (!$('detail').open) $('detail').showModal();
  $('detail').scrollTop = 0;
}
function startDetail() {
  $('detail').addEventListener('click', event => { if (event.target === $('detail')) $('detail').close(); });
}

function badge(severity, text = severity) {
  return make('span', {class: 'badge ' + severity}, text);
}
function placesInWords(places) {
  return places.length > 6 ? `${places.slice(0, 4).join(', ')} and ${places.length - 4} more` : places.join(', ');
}
function exposureItem(each) {
  const subject = byName.get(each.kind + ' ' + each.subject);
  const name = subject ? names(subject)[0] : shortened(each.subject);
  const who = subject ? button({class: 'link', title: each.subject}, () => show(subject), name) : name;
  const where = make('span', {}, placesInWords(each.where));
  if (each.where.length > 6) {
    where.append(' ', button({class: 'link'}, () => { where.replaceChildren(plain(each.where.join(', '))); }, 'Show them'));
  }
  return make('li', {}, who, ' ', where, `: ${each.ground}`);
}
function riskItem(each) {
  const list = make('ul', {class: 'exposures'});
  const details = make('details', {class: 'risk'},
    make('summary', {}, badge(each.severity), each.summary, make('span', {class: 'id'}, each.id)),
    make('p', {}, 'Remedy: ' + each.remedy), list);
  details.addEventListener('toggle', () => {
    if (!list.firstChild) firstOf(each.exposures.map(exposure => () => exposureItem(exposure)), 100, 'of them', list);
  });
  return details;
}
function startFindings() {
  const counts = new Map();
  data.risks.forEach(each => counts.set(each.severity, (counts.get(each.severity) || 0) + 1));
  counts.forEach((count, severity) => $('risk-counts').append(badge(severity, `${count} ${severity}`)));
  $('risk-list').append(...data.risks.map(riskItem));
  $('risks').hidden = data.risks.length === 0;
}
