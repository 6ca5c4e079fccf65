/* What somebody has, at one place or altogether, and by what; and all findings. */

function holds(grant, place) {
  if (place === undefined || grant.namespace === undefined) return true;
  return place !== EVERYWHERE && coversName(grant.namespace, data.namespaces[place]);
}
function ruleItem(rule) {
  return make('li', {}, make('b', {}, verbsInWords(rule)), ' ' + objectsInWords(rule));
}
function term(list, name, value) {
  if (value) list.append(make('dt', {}, name), make('dd', {}, value));
}
function show(subject, place) {
  const body = $('detail-body');
  const standing = subject.at(place === undefined ? EVERYWHERE : place);
  const at = place === undefined || place === EVERYWHERE ? 'everywhere' : placeInWords([data.namespaces[place]]);
  const facts = make('dl');
  term(facts, isPrincipal(subject) ? 'Principal' : 'Kind', isPrincipal(subject) ? distinct(subject.name) : names(subject)[1]);
  if (!isPrincipal(subject) && subject.name.length > LONGEST_NAME) term(facts, 'Name', distinct(subject.name));
  term(facts, 'From', subject.source);
  term(facts, 'User name', subject.username);
  term(facts, 'Groups', inWords(subject.groups || []));
  body.replaceChildren(make('h3', {id: 'detail-title'}, names(subject)[0]), facts,
    make('div', {class: 'verdict'}, cell(standing, false, severityAt(subject, place === undefined ? EVERYWHERE : place)), `${standingInWords(parse(standing))}, ${at}`));
  (place === undefined || parse(standing).incomplete ? subject.doubts : []).forEach(doubt => body.append(make('p', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
  findingsAt(subject, place).forEach(({risk, exposure}) => body.append(make('p', {class: 'finding'},
    badge(risk.severity), risk.summary, make('span', {class: 'ground'}, `${placesInWords(exposure.places, namespacesInShort)}: ${exposure.ground}`))));
  const path = pathOf.get(keyOf(subject));
  if (path) {
    body.append(make('div', {class: 'path'}, make('b', {}, `Can get to ${path.target} in ${counted(path.steps.length, 'step')}${path.certain ? '' : ', with an if'}`), stepList(path)));
  }
  /* What is given just here comes first. */
  const grants = subject.grants.filter(grant => holds(grant, place)).sort((a, b) => !a.namespace - !b.namespace);
  grants.forEach(grant => body.append(make('div', {class: 'grant'},
    make('div', {class: 'where'}, grant.by),
    make('div', {class: 'ground'}, grant.reason),
    firstOf(data.roles[grant.role].map(rule => () => ruleItem(rule)), 12, 'rules', make('ul')))));
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
function exposureItem(each) {
  const where = make('span', {}, placesInWords(each.places, namespacesInShort));
  if (each.places.length > MOST_NAMESPACES) {
    where.append(' ', button({class: 'link'}, () => { where.replaceChildren(placesInWords(each.places)); }, 'Show them'));
  }
  return make('li', {}, subjectLink({kind: each.kind, name: each.subject}), ' ', where, `: ${each.ground}`);
}
function riskItem(each) {
  const summary = [badge(each.severity), each.summary, make('span', {class: 'id'}, each.id)];
  return folded('risk', summary, make('ul', {class: 'exposures'}),
    list => firstOf(each.exposures.map(exposure => () => exposureItem(exposure)), 100, 'of them', list),
    make('p', {}, 'Remedy: ' + each.remedy));
}
function startFindings() {
  const counts = new Map();
  data.risks.forEach(each => counts.set(each.severity, (counts.get(each.severity) || 0) + 1));
  counts.forEach((count, severity) => $('risk-counts').append(badge(severity, `${count} ${severity}`)));
  $('risk-list').append(...data.risks.map(riskItem));
  $('risks').hidden = data.risks.length === 0;
}
