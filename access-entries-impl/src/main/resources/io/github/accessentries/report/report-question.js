/* The question box: what is asked stands in the address, so that a question is a link. */

const MOST_ASKED = 100;
const MOST_HOLDERS = 100;
const MOST_PARTS = 4;
const OFTEN = [
  ['Read secrets', 'get,list,watch secrets'], ['Exec into pods', 'get,create pods/exec'], ['Create pods', 'create pods'],
  ['Delete anything', 'delete *'], ['Bind roles', 'bind,escalate roles.rbac.authorization.k8s.io,clusterroles.rbac.authorization.k8s.io'],
  ['Impersonate', 'impersonate *'], ['Everything', '* *']
];
const FIELDS = {who: 'ask-who', verbs: 'ask-verb', resources: 'ask-resource', names: 'ask-name', namespaces: 'ask-namespace'};

/* Only what ends a word here is taken away: other blanks, and what cannot be seen, are asked for. */
function trimmed(text) {
  return text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
}
function partsIn(text) {
  return text.split(',').map(trimmed).filter(Boolean);
}
/* [verbs, resources, names, namespaces]; a star leaves a part open. */
function listOf(text) {
  const all = [...new Set(partsIn(text))];
  return all.length === 1 && all[0] === ALL ? [] : all;
}
function questionIn(hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  const [verbs = '', resources = '', ...rest] = trimmed(asked.get('can') || '').split(/[ \t\r\n]+/);
  return {
    isAsked: ['can', 'ns', 'name', 'who'].some(each => asked.has(each)),
    who: trimmed(asked.get('who') || ''),
    verbs: listOf(verbs), resources: listOf([resources, ...rest].join(',')),
    names: listOf(asked.get('name') || ''), namespaces: partsIn(asked.get('ns') || '')
  };
}
function hashOf({who, verbs, resources, names, namespaces}) {
  const asked = new URLSearchParams();
  asked.set('can', (verbs.join(',') || ALL) + (resources.length ? ' ' + resources.join(',') : ''));
  if (namespaces.length) asked.set('ns', namespaces.join(','));
  if (names.length) asked.set('name', names.join(','));
  if (who) asked.set('who', who);
  return '#' + asked.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
}
function wrongIn(question) {
  for (const [part, field] of [['verbs', 'verb'], ['resources', 'resource'], ['names', 'name'], ['namespaces', 'namespace']]) {
    if (question[part].length > MOST_ASKED) return `This question has more than ${MOST_ASKED} ${part}. Ask for fewer at once.`;
    if (part !== 'namespaces' && question[part].includes(ALL)) return `Leave the ${field} open to ask for any.`;
  }
  const odd = question.resources.find(resource => resource.endsWith('/*') || resource.endsWith('/') || /^[./]/.test(resource));
  return odd === undefined ? '' : `${quoted(odd.slice(0, 60))} is no resource. Name subresources one by one, for example pods/exec, or leave the resource open.`;
}
function questionInWords({verbs, resources, names, namespaces}) {
  return (verbs.length ? inWords(verbs) : 'any verb on') + ' ' + (resources.length ? inWords(resources) : 'any resource')
    + (names.length ? ' named ' + inWords(names) : '') + (namespaces.length ? ' in ' + inWords(namespaces) : ' anywhere');
}

/* Who is called exactly so, or else in whose name, kind, user name or groups it is. */
function fitting(who) {
  const wanted = who.toLowerCase();
  const exact = subjects.filter(subject => [subject.name, plain(subject.name), names(subject)[0], called(subject)].some(name => name.toLowerCase() === wanted));
  return exact.length ? exact : subjects.filter(subject => subject.text.includes(wanted));
}

function holderItem(holder) {
  const subject = subjects[holder.index];
  const item = make('li', {class: 'holder'}, make('div', {class: 'name'}, subjectButton(subject)));
  if (holder.session !== undefined) item.firstChild.append(make('small', {class: 'session'}, 'as ' + nameInWords(holder.session)));
  const has = make('ul', {class: 'parts'});
  const part = (what, by) => make('li', {}, make('span', {}, what), make('span', {class: 'by'}, by.join('; ')));
  const isPlain = holder.hasAll && holder.parts.length === 1;
  firstOf(holder.parts.map(each => () => part(isPlain ? 'all' : each.words, each.by)), MOST_PARTS, 'parts', has);
  holder.doubts.forEach(doubt => has.append(make('li', {class: 'doubt'}, (holder.parts.length ? 'perhaps more: ' : 'perhaps: ') + doubt)));
  item.append(has);
  return item;
}
function holderGroup(title, means, holders) {
  if (!holders.length) return [];
  const list = firstOf(holders.map(each => () => holderItem(each)), MOST_HOLDERS, title.toLowerCase(), make('ul', {class: 'holder-list'}));
  return [make('h3', {class: 'group'}, `${title} `, make('span', {class: 'badge'}, String(holders.length)), make('small', {}, means)), list];
}
function note(...content) {
  $('answer-notes').append(make('li', {}, ...content));
}
function asking(question) {
  return button({class: 'link'}, () => { location.hash = hashOf(question); }, questionInWords(question));
}
function answer(question) {
  $('answer').hidden = false;
  $('verdict').replaceChildren();
  $('answer-notes').replaceChildren();
  $('holders').replaceChildren();
  const wrong = wrongIn(question);
  if (wrong) { put($('verdict'), wrong); return; }
  const {holders, doubts} = whoCan(question);
  const wanted = question.who ? new Set(fitting(question.who).map(subject => subject.index)) : undefined;
  const told = wanted ? holders.filter(holder => wanted.has(holder.index)) : holders;
  const all = told.filter(holder => holder.hasAll), some = told.filter(holder => !holder.hasAll && holder.parts.length);
  const perhaps = told.filter(holder => !holder.parts.length);
  const have = number => number + (number === 1 ? ' has' : ' have');
  const counts = [all.length && `${have(all.length)} all of it`, some.length && `${have(some.length)} a part of it`, perhaps.length && `${perhaps.length} perhaps`].filter(Boolean);
  put($('verdict'), make('b', {}, questionInWords(question)), wanted ? `, of those called ${nameInWords(question.who)}: ` : ': ',
    counts.length ? counts.join(', ') + '.' : wanted ? wanted.size ? 'no part of it that is known.' : 'nobody on this page is called so.' : 'nobody that is known.');
  if (wanted && told.length < holders.length) {
    note(`${counted(holders.length - told.length, 'other')} ${holders.length - told.length === 1 ? 'is' : 'are'} left out by the name. `, button({class: 'link'}, () => { location.hash = hashOf({...question, who: ''}); }, 'Show all'));
  }
  if (data.answers.leftOut) note(`This page is about some subjects only: ${counted(data.answers.leftOut, 'other')} of the cluster may hold it too.`);
  mistakesIn(question).forEach(each => {
    const instead = each.meant.map(meant => ({...question, [each.field]: each.given === undefined ? [] : question[each.field].map(one => one === each.given ? meant : one)}));
    note(make('b', {}, 'Perhaps misspelt: '), each.text + (instead.length ? '. Ask instead: ' : '.'), ...instead.flatMap(one => [asking(one), ' ']));
  });
  doubts.forEach(doubt => note(make('b', {}, 'Perhaps others: '), doubt + '.'));
  $('holders').append(...holderGroup('All of it', 'everything that was asked', all),
    ...holderGroup('A part', 'these places, verbs, resources or names only', some), ...holderGroup('Perhaps', 'nothing that is known gives it, but not everything is known', perhaps));
}

function fill(question) {
  for (const [part, id] of Object.entries(FIELDS)) $(id).value = part === 'who' ? question.who : question[part].join(', ');
}
function close() {
  $('answer').hidden = true;
  $('verdict').replaceChildren();
}
function read() {
  const question = questionIn(location.hash);
  fill(question);
  if (question.isAsked) answer(question); else close();
  return question.isAsked;
}
function submit(event) {
  event.preventDefault();
  const value = part => $(FIELDS[part]).value;
  const hash = hashOf({who: trimmed(value('who')), verbs: listOf(value('verbs')), resources: listOf(value('resources')),
    names: listOf(value('names')), namespaces: partsIn(value('namespaces'))});
  if (location.hash === hash) read(); else location.hash = hash;
}

/* Suggestions complete the last of several. A browser shows a value as it is, so that what deceives is not suggested. */
const MOST_SUGGESTED = 40;
function suggest(id, all, several) {
  const input = $(id), list = $(id + '-list');
  const refresh = () => {
    const comma = several ? input.value.lastIndexOf(',') + 1 : 0;
    const before = input.value.slice(0, comma) + (comma ? ' ' : ''), last = input.value.slice(comma).trim().toLowerCase();
    list.replaceChildren(...all.filter(([value, text]) => plain(value) === value && (value + ' ' + text).toLowerCase().includes(last)).slice(0, MOST_SUGGESTED)
      .map(([value, text]) => make('option', {value: before + value}, text)));
  };
  input.addEventListener('input', refresh);
  input.addEventListener('focus', refresh);
}
function startQuestions() {
  if (!data.answers) return;
  const own = data.roles.flatMap(rules => rules.flatMap(rule => (rule.resources || []).flatMap(resource =>
    (rule.apiGroups || []).filter(group => group !== ALL && !resource.startsWith(ALL)).map(group => inGroup(resource, group)))));
  const resources = new Map();
  RESOURCES.forEach(each => [each.full, ...each.parts.filter(part => part !== ALL).map(part => each.full + '/' + part)].forEach(text => resources.set(text, each.called.join(', '))));
  [...data.answers.customResources, ...own].filter(text => !resources.has(text)).forEach(text => resources.set(text, 'in rules'));
  suggest('ask-who', subjects.map(subject => [subject.name, names(subject).join(' · ')]), false);
  suggest('ask-verb', [...new Set([...data.answers.verbs, ...OWN_VERBS])].filter(verb => verb !== ALL).map(verb => [verb, '']), true);
  suggest('ask-resource', [...resources].sort(([one], [other]) => one.length - other.length || inOrder(one, other)), true);
  suggest('ask-namespace', data.namespaces.map(name => [name, '']), true);
  $('often').append(make('li', {}, 'Often asked:'), ...OFTEN.map(([text, can]) => {
    const [verbs, asked] = can.split(' ');
    return make('li', {}, make('a', {href: hashOf({verbs: listOf(verbs), resources: listOf(asked), names: [], namespaces: []})}, text));
  }));
  $('ask').addEventListener('submit', submit);
  $('ask-clear').addEventListener('click', () => {
    fill({who: '', verbs: [], resources: [], names: [], namespaces: []});
    history.replaceState(null, '', location.pathname + location.search);
    close();
    $('ask-who').focus();
  });
  addEventListener('hashchange', () => { if (read()) $('verdict').scrollIntoView({block: 'nearest'}); });
  $('questions').hidden = false;
  read();
}
