/* Before and after: who gains and who loses, in levels, with the permissions behind them. */

function step(each) {
  const where = each.namespaces ? 'in ' + namespacesInShort(each.namespaces) : 'everywhere';
  return make('span', {class: 'step', title: inWords(each.namespaces || [])},
    level(each.before), make('span', {'aria-label': 'becomes', role: 'img'}, '→'), level(each.after), ' ' + where);
}
function level(standing) {
  const sign = cell(standing);
  if (standing === 'none') sign.textContent = 'none';
  return sign;
}
function permissionInWords({rule, except = []}) {
  return ruleInWords(rule) + (except.length ? ', except '
    + except.map(each => ruleInWords(each.rule) + (each.where ? ' ' + whereInWords(each.where) : '')).join('; ') : '');
}
/* What is gained or lost, by the places at which that is the same. */
function changedPermissions(some) {
  return some.groups.map(group => ({
    places: [...(group.clusterWide ? ['cluster-wide'] : []), ...(group.namespaces || []).map(name => placeInWords([name])), ...(group.otherPlaces || []).map(whereInWords)],
    permissions: data.comparison.permissions[group.permissions].map(permissionInWords)
  }));
}
function side(title, sign, some) {
  if (!some) return [];
  return [make('h4', {}, `${title} ${counted(some.count, 'permission')}`),
    ...changedPermissions(some).flatMap(({places, permissions}) => [
      firstOf(places.map(place => () => make('li', {}, place)), 12, 'places', make('ul', {class: 'inline where'})),
      firstOf(permissions.map(words => () => make('li', {}, words)), 50, 'permissions', make('ul', {class: 'permissions ' + sign}))]),
    make('p', {class: 'ground'}, 'By ' + some.by.join('; ') + '.')];
}
function changeItem(change) {
  const subject = byName.get(keyOf(change));
  const [name, rest] = names(subject || change);
  const summary = [make('b', {}, name), make('small', {}, rest),
    ...(change.gains ? [make('span', {class: 'badge gain'}, `gains ${change.gains.count}`)] : []),
    ...(change.loses ? [make('span', {class: 'badge lose'}, `loses ${change.loses.count}`)] : []),
    ...(change.levels.length ? change.levels.map(step) : [make('span', {class: 'step'}, 'within the same levels')])];
  return folded('change', summary, make('div', {class: 'change-body'}), body => {
    body.append(...side('Gains', 'gain', change.gains), ...side('Loses', 'lose', change.loses),
      make('p', {class: 'ground'}, `Keeps ${counted(change.keeps, 'permission')}.`));
    if (subject) body.append(button({class: 'link'}, () => show(subject), 'All that it has now'));
  });
}
function startComparison() {
  const comparison = data.comparison;
  if (!comparison) return;
  const gaining = comparison.subjects.filter(each => each.gains).length, losing = comparison.subjects.filter(each => each.loses).length;
  $('change-counts').append(make('span', {class: 'badge ' + (gaining ? 'gain' : 'info')}, `${gaining} gain`), make('span', {class: 'badge ' + (losing ? 'lose' : 'info')}, `${losing} lose`),
    make('span', {class: 'soft'}, `${comparison.unchanged} unchanged`));
  comparison.doubts.forEach(doubt => $('change-list').append(make('p', {class: 'doubt'}, 'Perhaps more: ' + doubt + '.')));
  if (!comparison.subjects.length) $('change-list').append(make('p', {class: 'note'}, (data.about ? 'None of those shown' : 'Nobody') + ' gains or loses anything that is known.'));
  firstOf(comparison.subjects.map(each => () => changeItem(each)), 100, 'subjects', $('change-list'));
  $('changes').hidden = false;
}
