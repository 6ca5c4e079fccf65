/* What is certainly a mistake in a question: it names something that no API server asks about, so that nobody may have it. */

const RESOURCES = (data.answers?.resources || []).map(([group, name, namespaced, called, parts]) =>
  ({group, name, namespaced, called, parts, full: inGroup(name, group)}));
const RESOURCE = new Map(RESOURCES.map(resource => [resource.full, resource]));

/* A sentence, and texts to ask for instead. */
function mistake(text, field, given, meant = []) {
  return {text, field, given, meant: meant.slice(0, 3)};
}
function resourceMistake(text) {
  const {group, resource} = splitResource(text);
  const slash = slashOf(resource);
  const name = whole(resource), part = slash < 0 ? '' : resource.slice(slash + 1);
  const full = inGroup(name, group);
  if (name === ALL || group === ALL || [full, full + '/' + part].some(each => data.answers.customResources.includes(each))) return undefined;
  const known = RESOURCE.get(full);
  if (known) {
    return !part || known.parts.includes(part) || known.parts.includes(ALL) || part === 'finalizers' ? undefined
      : mistake(`${full} has no subresource "${part}"${known.parts.length ? '; it has ' + known.parts.join(', ') : ''}`, 'resources', text, [full]);
  }
  const lower = name.toLowerCase();
  const called = RESOURCES.filter(each => each.name === lower || each.called.includes(lower));
  const inSame = called.filter(each => each.group === group.toLowerCase());
  if (group.includes('.') && !inSame.length) return undefined;
  const served = called.filter(each => each.group !== 'extensions');
  const meant = (inSame.length ? inSame : served.length ? served : called).map(each => each.full + (each.parts.includes(part) ? '/' + part : ''));
  return mistake((group ? `Kubernetes has no "${name}" in the group "${group}"` : `the core group of Kubernetes has no resource "${name}"`)
    + (meant.length ? '' : '; a custom resource is named with its group, for example widgets.example.com'), 'resources', text, meant);
}
const OWN_VERBS = new Set(data.roles.flatMap(rules => rules.flatMap(rule => rule.verbs)));
function verbMistake(verb) {
  if (data.answers.verbs.includes(verb)) return undefined;
  const lower = verb.toLowerCase();
  const meant = new Map(Object.entries(data.answers.meantVerbs)).get(lower);
  if (data.answers.verbs.includes(lower)) return mistake(`no API server asks for the verb "${verb}"`, 'verbs', verb, [lower]);
  if (meant) {
    return mistake(`no API server asks for the verb "${verb}", which stands for ${meant}`, 'verbs', verb,
      meant.split(' on ')[0].split(' or ').filter(each => data.answers.verbs.includes(each)));
  }
  return OWN_VERBS.has(verb) ? undefined : mistake(`neither Kubernetes nor any rule here has the verb "${verb}"`, 'verbs', verb);
}
function namespaceMistake(name) {
  if (isPattern(name) || (name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name))) return undefined;
  return mistake(`no namespace can be called "${name}"`, 'namespaces', name);
}
function placeMistake(text, question) {
  const {group, resource} = splitResource(text);
  const isPlaced = !question.namespaces.length || !isClusterScoped(group, resource) || inGroup(whole(resource), group) === 'namespaces'
    || (question.verbs.length ? question.verbs : [ALL]).some(verb => verb !== ALL && verbsInNamespaces(group, resource, [verb]).length);
  return isPlaced ? undefined : mistake(`${text} are in no namespace, so that nobody is asked about them in one`, 'namespaces', undefined, ['']);
}
function mistakesIn(question) {
  return [...question.resources.map(resourceMistake), ...question.verbs.map(verbMistake), ...question.namespaces.map(namespaceMistake),
    ...question.resources.map(resource => placeMistake(resource, question))].filter(Boolean);
}
