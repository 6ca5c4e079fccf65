/* Who can: questions that leave open what they do not say, answered from the data as the library answers them from its model. */

const CLUSTER_SCOPED = new Map((data.answers?.resources || []).map(([group, name, namespaced]) => [inGroup(name, group), !namespaced]));
const MOST_COMPARED = 64;

/* {verbs, resources, names, namespaces}: lists without repetition, empty for whatever is left open. */
function prepared(question) {
  const byPlace = new Map();
  const ask = (place, what) => {
    const normal = normalPlace(place), key = JSON.stringify(normal);
    if (!byPlace.has(key)) byPlace.set(key, {place: normal, asked: []});
    byPlace.get(key).asked.push(what);
  };
  const resources = question.resources.length
    ? question.resources.map(resource => ({...splitResource(resource), names: question.names}))
    : [{group: ALL, resource: ALL, names: question.names}];
  for (const each of resources) {
    const isNamespace = each.group === '' && each.resource === 'namespaces';
    if (question.namespaces.length) {
      question.namespaces.forEach(name => ask([name], each));
    } else {
      /* A request for one Namespace is in that namespace. */
      if (isNamespace) each.names.forEach(name => ask([ofName(name)], {...each, names: [name]}));
      if (!isNamespace || !each.names.length) ask([], each);
    }
  }
  return {
    verbs: question.verbs.length ? question.verbs : [ALL],
    places: [...byPlace.values()],
    shares: new Map()
  };
}
function ofName(name) {
  return name.includes('*') ? name.replace(/[\\*]/g, '\\$&') : name;
}
/* deployments.apps/scale is the resource deployments/scale of the group apps. */
function splitResource(text) {
  const slash = text.indexOf('/');
  const whole = slash < 0 ? text : text.slice(0, slash);
  const dot = whole.indexOf('.');
  return {
    group: dot < 0 ? '' : whole.slice(dot + 1),
    resource: (dot < 0 ? whole : whole.slice(0, dot)) + (slash < 0 ? '' : text.slice(slash))
  };
}

function common(some, others) {
  return some.includes(ALL) ? others : some.filter(each => hasOrAll(others, each));
}
function commonVerbs(question, rule) {
  const verbs = common(question.verbs, rule.verbs);
  const names = rule.resourceNames || [];
  /* No API server asks for this with a name. */
  return !names.length || names.includes('') ? verbs : verbs.filter(verb => verb !== 'deletecollection');
}
function sharesOf(rule, verbs, asked) {
  const groups = common([asked.group], rule.apiGroups || []);
  if (!groups.length) return [];
  const resources = [];
  for (const resource of rule.resources || []) {
    if (coversResource(resource, asked.resource)) resources.push(asked.resource);
    else if (coversResource(asked.resource, resource)) resources.push(resource);
  }
  const own = rule.resourceNames || [];
  const allNames = !own.length;
  const names = allNames ? asked.names : asked.names.length ? own.filter(name => asked.names.includes(name)) : own;
  return resources.length && (allNames || names.length) ? [share(verbs, groups, resources, names)] : [];
}
function share(verbs, groups, resources, names) {
  return {verbs: withoutNeedless(verbs), groups: withoutNeedless(groups), resources: withoutNeedless(resources), names: sorted(names)};
}
function withoutNeedless(texts) {
  return texts.includes(ALL) ? [ALL] : sorted(texts);
}
function sorted(texts) {
  return [...new Set(texts)].sort(inOrder);
}

/* A right that holds only in namespaces has nothing of what is in none. */
function inNamespaces(shares) {
  const there = [];
  for (const each of shares) {
    const left = [];
    for (const resource of each.resources) {
      if (!each.groups.every(group => isClusterScoped(group, resource))) { left.push(resource); continue; }
      const verbs = each.groups.flatMap(group => verbsInNamespaces(group, resource, each.verbs));
      if (verbs.length) there.push(share(verbs, each.groups, [resource], each.names));
    }
    if (left.length) there.push(share(each.verbs, each.groups, left, each.names));
  }
  return there;
}
function whole(resource) {
  const slash = slashOf(resource);
  return slash < 0 ? resource : resource.slice(0, slash);
}
function isClusterScoped(group, resource) {
  return CLUSTER_SCOPED.get(inGroup(whole(resource), group)) === true;
}
function verbsInNamespaces(group, resource, verbs) {
  if (group === '' && whole(resource) === 'namespaces') {
    return slashOf(resource) >= 0 ? verbs : ['delete', 'get', 'patch', 'update'].filter(verb => hasOrAll(verbs, verb));
  }
  return ['bind', 'use'].filter(verb => hasOrAll(verbs, verb))
    .filter(verb => whole(resource) === (verb === 'bind' ? 'clusterroles' : 'podsecuritypolicies'));
}

/* What one role has, in as few rules as that takes. */
function joined(shares) {
  const all = alike(shares).map(each => {
    const rule = {verbs: each.verbs, apiGroups: each.groups, resources: each.resources, resourceNames: each.names};
    return {rule, words: ruleInWords(rule)};
  }).sort((one, other) => inOrder(one.words, other.words));
  return all.length > MOST_COMPARED ? all
    : all.filter(each => !all.some(other => other.words !== each.words && coversRule(other.rule, each.rule)));
}
function alike(shares) {
  if (shares.length < 2) return shares;
  let all = merged(shares, each => [each.groups, each.resources, each.names],
    (one, other) => share([...one.verbs, ...other.verbs], one.groups, one.resources, one.names));
  /* No names are all of them. */
  all = merged(all, each => [each.verbs, each.groups, each.resources],
    (one, other) => share(one.verbs, one.groups, one.resources, one.names.length && other.names.length ? [...one.names, ...other.names] : []));
  return merged(all, each => [each.verbs, each.groups, each.names],
    (one, other) => share(one.verbs, one.groups, [...one.resources, ...other.resources], one.names));
}
function merged(shares, rest, join) {
  const found = new Map();
  for (const each of shares) {
    const key = JSON.stringify(rest(each));
    found.set(key, found.has(key) ? join(found.get(key), each) : each);
  }
  return [...found.values()];
}
function coversRule(wide, narrow) {
  return narrow.verbs.every(verb => hasOrAll(wide.verbs, verb))
    && narrow.apiGroups.every(group => hasOrAll(wide.apiGroups, group))
    && narrow.resources.every(each => wide.resources.some(other => coversResource(other, each)))
    && (!wide.resourceNames.length
      || (narrow.resourceNames.length > 0 && narrow.resourceNames.every(name => wide.resourceNames.includes(name))));
}

/* By role, since many have the same. */
function sharesOfRole(question, role) {
  if (!question.shares.has(role)) {
    const found = [];
    for (const {place, asked} of question.places) {
      const shares = data.roles[role].flatMap(rule => {
        const verbs = commonVerbs(question, rule);
        return verbs.length ? asked.flatMap(each => sharesOf(rule, verbs, each)) : [];
      });
      if (shares.length) found.push({place, anywhere: joined(shares), there: joined(inNamespaces(shares))});
    }
    question.shares.set(role, found);
  }
  return question.shares.get(role);
}
function partsOf(question, grants) {
  const parts = new Map();
  for (const grant of grants) {
    const held = grant.namespace === undefined ? [] : normalPlace([grant.namespace]);
    for (const each of sharesOfRole(question, grant.role)) {
      const place = intersection(each.place, held);
      if (!place) continue;
      for (const {rule, words} of grant.namespace === undefined ? each.anywhere : each.there) {
        const key = JSON.stringify([place, rule]);
        if (!parts.has(key)) parts.set(key, {place, rule, words: placeInWords(place) + ': ' + words, by: new Set()});
        parts.get(key).by.add(grant.by);
      }
    }
  }
  return [...parts.values()].sort((one, other) => placesInOrder(one.place, other.place))
    .map(part => ({...part, by: [...part.by]}));
}

/* Whether parts are all of it: one wildcard is covered by others only if one of them covers it alone. */
function isAll(question, parts) {
  return question.places.every(({place, asked}) => asked.every(each => {
    const rules = parts.filter(part => coversPlace(part.place, place)).map(part => part.rule)
      .filter(rule => hasOrAll(rule.apiGroups, each.group))
      .filter(rule => rule.resources.some(resource => coversResource(resource, each.resource)));
    const has = (verb, name) => rules.some(rule => hasOrAll(rule.verbs, verb)
      && (!rule.resourceNames.length || (name !== undefined && rule.resourceNames.includes(name))));
    return question.verbs.every(verb => each.names.length ? each.names.every(name => has(verb, name)) : has(verb));
  }));
}

function matters(question, doubt) {
  const isThere = !doubt.places
    || doubt.places.some(place => question.places.some(each => intersection(each.place, normalPlace(place))));
  return isThere && (doubt.role === undefined || sharesOfRole(question, doubt.role).length > 0);
}
function doubtsThatMatter(question, doubts) {
  return (doubts || []).filter(doubt => matters(question, doubt)).map(doubt => doubt.text);
}
/* Everybody who has a part of it or may have, in the order of the data. */
function whoCan(asked) {
  const question = prepared(asked);
  const holders = [];
  let anyway = [];
  for (const each of data.answers.everybody) {
    const subject = data.subjects[each.subject];
    const parts = partsOf(question, [...subject.grants, ...(each.grants || [])]);
    let isNews = true;
    if (each.session === undefined) anyway = parts;
    else isNews = !parts.every(part => anyway.some(wide => coversPlace(wide.place, part.place) && coversRule(wide.rule, part.rule)));
    const hasAll = isAll(question, parts);
    const doubts = hasAll ? [] : doubtsThatMatter(question, each.doubts);
    if (isNews && (parts.length || doubts.length)) holders.push({index: each.subject, session: each.session, parts, hasAll, doubts});
  }
  return {holders, doubts: doubtsThatMatter(question, data.answers.doubts)};
}
