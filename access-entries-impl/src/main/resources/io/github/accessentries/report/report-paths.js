/* Paths to power: how somebody can get more than is granted, step by step. */

const pathOf = new Map();
(data.paths?.shortest || []).forEach(path => [path, ...path.members].forEach(each => {
  if (!pathOf.has(keyOf(each))) pathOf.set(keyOf(each), path);
}));

function groundInWords(ground) {
  return ground.request + ': ' + (ground.by ?? 'by what was reached before');
}
function stepItem(each) {
  return make('li', {}, subjectLink(each.actor), ` can ${each.action}`, ...(each.condition ? [make('i', {}, `, if ${each.condition}`)] : []),
    make('div', {class: 'ground'}, each.grounds.map(groundInWords).join('; ')));
}
function stepList(path) {
  const list = make('ol', {class: 'steps'}, ...path.steps.map(stepItem));
  if (path.holding) list.append(make('li', {class: 'end'}, `which has ${path.target}`, make('div', {class: 'ground'}, groundInWords(path.holding))));
  return list;
}
function pathItem(path) {
  const subject = byName.get(keyOf(path));
  const [name, rest] = names(subject || path);
  const last = path.steps[path.steps.length - 1];
  const summary = [make('b', {}, name), make('small', {}, rest + (path.members.length ? ` · with ${counted(path.members.length, 'member')}` : '')),
    make('span', {class: 'badge ' + (path.certain ? 'high' : 'medium')}, counted(path.steps.length, 'step') + (path.certain ? '' : ', with an if')),
    make('span', {class: 'soft'}, path.steps.length === 1 ? last.action : `${path.steps[0].action} … ${last.action}`)];
  return folded('change', summary, make('div', {class: 'change-body'}), body => {
    body.append(stepList(path));
    if (path.members.length) {
      const list = firstOf(path.members.map(member => () => make('li', {}, subjectLink(member))), 20, 'members', make('ul', {class: 'inline'}));
      body.append(make('p', {class: 'soft'}, 'Also the path of its members:'), list);
    }
  });
}
function cutItem(cut) {
  const summary = `Without ${cut.grant}, ${cut.subjects.length === 1 ? '1 subject has' : cut.subjects.length + ' subjects have'} no path`;
  return folded('change', [summary], make('ul', {class: 'inline'}),
    list => firstOf(cut.subjects.map(each => () => make('li', {}, subjectLink(each))), 50, 'subjects', list));
}
function startPaths() {
  const paths = data.paths;
  if (!paths) return;
  const body = $('path-list');
  const all = paths.shortest, certain = all.filter(path => path.certain).length;
  $('path-counts').append(make('span', {class: 'badge ' + (certain ? 'high' : 'info')}, counted(certain, 'path')),
    ...(all.length > certain ? [make('span', {class: 'badge medium'}, `${all.length - certain} with an if`)] : []),
    make('span', {class: 'soft'}, `to full control of the cluster, for those ${data.about ? 'shown ' : ''}who have it not`));
  if (!all.length) body.append(make('p', {class: 'note'}, data.about ? 'No path of those shown that is known.' : 'No path that is known.'));
  if (paths.cuts.length) {
    body.append(make('h3', {}, 'What would cut most of them'), firstOf(paths.cuts.map(cut => () => cutItem(cut)), 5, 'cuts', make('div')),
      make('h3', {}, 'The shortest path of each'));
  }
  body.append(firstOf(all.map(path => () => pathItem(path)), 100, 'paths', make('div')));
  firstOf(paths.doubts.map(doubt => () => make('p', {class: 'doubt'}, 'Perhaps more: ' + doubt + '.')), 20, 'doubts', body);
  $('paths').hidden = false;
}
