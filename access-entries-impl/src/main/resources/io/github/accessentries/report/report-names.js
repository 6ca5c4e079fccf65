/* Names, patterns and rules, to the letter of the library: what matches here matches there. */

const ALL = '*';
/* Half of a character, so that no name has it: a star in a pattern that is not itself meant. */
const ANY = '\uDC00';
const MOST_NAMESPACES = 6;

/* A pattern with a star for each ANY, and without the backslashes that make a star mean itself. */
function symbolsOf(pattern) {
  if (!pattern.includes('*')) return pattern;
  if (!pattern.includes('\\')) return pattern.replaceAll('*', ANY);
  const symbols = [];
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '\\' && i + 1 < pattern.length) symbols.push(pattern[++i]);
    else symbols.push(pattern[i] === '*' ? ANY : pattern[i]);
  }
  return symbols.join('');
}
function isPattern(text) {
  return symbolsOf(text).includes(ANY);
}

/* Where a part is found first, in no more steps than both are long: from each place that fails, as far on as the part allows. */
function find(text, part, from) {
  if (part.length < 16) return text.indexOf(part, from);
  const back = new Uint32Array(part.length);
  for (let i = 1, same = 0; i < part.length; i++) {
    while (same && part[i] !== part[same]) same = back[same - 1];
    if (part[i] === part[same]) same++;
    back[i] = same;
  }
  for (let i = from, same = 0; i < text.length; i++) {
    while (same && text[i] !== part[same]) same = back[same - 1];
    if (text[i] === part[same]) same++;
    if (same === part.length) return i + 1 - same;
  }
  return -1;
}

/* Part by part from left to right, never going back. */
function matches(symbols, name) {
  const [first, ...parts] = symbols.split(ANY);
  const last = parts.pop();
  if (last === undefined) return symbols === name;
  const end = name.length - last.length;
  if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = find(name, part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
/* A star of the narrow one is a character that only a star of the wide one matches, with whatever it stands for. */
function coversName(wide, narrow) {
  return wide === narrow || matches(symbolsOf(wide), symbolsOf(narrow));
}
function overlap(one, other) {
  const mine = symbolsOf(one), theirs = symbolsOf(other);
  if (!mine.includes(ANY)) return matches(theirs, mine);
  if (!theirs.includes(ANY)) return matches(mine, theirs);
  const start = text => text.slice(0, text.indexOf(ANY)), end = text => text.slice(text.lastIndexOf(ANY) + 1);
  const begins = start(mine).startsWith(start(theirs)) || start(theirs).startsWith(start(mine));
  return begins && (end(mine).endsWith(end(theirs)) || end(theirs).endsWith(end(mine)));
}
function withSingleStars(name) {
  if (!name.includes('*')) return name;
  const symbols = symbolsOf(name);
  const shortest = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] !== ANY) shortest.push(symbols[i] === '\\' || symbols[i] === '*' ? '\\' + symbols[i] : symbols[i]);
    else if (symbols[i - 1] !== ANY) shortest.push('*');
  }
  return shortest.join('');
}

/* A place is the names and patterns that a namespace must match, sorted; none are the whole cluster. */
function normalPlace(names) {
  return names.map(withSingleStars).sort(inOrder);
}
function coversPlace(wide, narrow) {
  return wide.every(pattern => narrow.some(name => coversName(pattern, name)));
}
function intersection(one, other) {
  if (coversPlace(one, other)) return other;
  if (coversPlace(other, one)) return one;
  if (!one.every(name => other.every(another => overlap(name, another)))) return undefined;
  return [...one, ...other].sort(inOrder);
}
function inOrder(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
function placesInOrder(one, other) {
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    if (one[i] !== other[i]) return inOrder(one[i], other[i]);
  }
  return one.length - other.length;
}

/* Where the subresource begins, -1 if there is none or nothing after the slash. */
function slashOf(resource) {
  const slash = resource.indexOf('/');
  return slash + 1 < resource.length ? slash : -1;
}
function coversResource(wide, narrow) {
  if (wide === ALL || wide === narrow) return true;
  const slash = slashOf(narrow);
  return slash >= 0 && wide === ALL + '/' + narrow.slice(slash + 1);
}
function hasOrAll(texts, text) {
  return texts.includes(text) || texts.includes(ALL);
}

/* What cannot be seen, or changes how the rest reads, as the escape that Java has for it. To be shown, never to be matched. */
const DECEIVING = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\u{E0000}-\u{E0FFF}]/gu;
function plain(text) {
  return text.replace(DECEIVING, character => [...Array(character.length).keys()]
    .map(i => '\\u' + character.charCodeAt(i).toString(16).padStart(4, '0')).join(''));
}
function looksEscaped(text) {
  return /\\u[0-9A-Fa-f]{4}/.test(text);
}
function quoted(name) {
  return plain('"' + name.replace(/[\\"]/g, '\\$&') + '"');
}
/* No two names look the same. */
function distinct(name) {
  return plain(name) === name && !looksEscaped(name) ? name : quoted(name);
}
/* In words. What would be mistaken for more than a name, or for another, is quoted. */
function nameInWords(name) {
  return name && !/[ ,;"]/.test(name) && !looksEscaped(name) ? plain(name) : quoted(name);
}
function inWords(names) {
  return names.map(nameInWords).join(', ');
}
function placeInWords(names) {
  return names.length ? 'in ' + names.map(nameInWords).join(' and ') : 'cluster-wide';
}
/* A place with exceptions, as the data have it where something is lost, gained or found. */
function whereInWords({namespaces = [], exceptNamespaces = []}) {
  if (!namespaces.length && exceptNamespaces.includes(ALL)) return 'outside of namespaces';
  return placeInWords(namespaces) + (exceptNamespaces.length ? ' except ' + (namespaces.length ? '' : 'in ') + inWords(exceptNamespaces) : '');
}
function namespacesInShort(names) {
  return names.length > MOST_NAMESPACES ? `${inWords(names.slice(0, 4))} and ${names.length - 4} more` : inWords(names);
}
/* Several places, the plain namespaces among them as one list. */
function placesInWords(places, list = inWords) {
  const isOne = ({namespaces = [], exceptNamespaces}) => namespaces.length === 1 && !exceptNamespaces;
  const namespaces = places.filter(isOne).map(place => place.namespaces[0]);
  return [...places.filter(place => !isOne(place)).map(whereInWords), ...(namespaces.length ? ['in ' + list(namespaces)] : [])].join(', ');
}
function inGroup(resource, group) {
  const slash = resource.indexOf('/');
  if (!group) return resource;
  return slash < 0 ? resource + '.' + group : resource.slice(0, slash) + '.' + group + resource.slice(slash);
}
function ruleInWords(rule) {
  return verbsInWords(rule) + ' ' + objectsInWords(rule);
}
function verbsInWords(rule) {
  return rule.verbs.length ? inWords(rule.verbs) : 'no verb';
}
function objectsInWords(rule) {
  const groups = rule.apiGroups || [], names = rule.resourceNames || [], paths = rule.nonResourceURLs || [];
  const what = [];
  if (!paths.length || rule.resources?.length) {
    const resources = rule.resources || [];
    what.push((groups.length === 1
      ? inWords(resources.map(resource => inGroup(resource, groups[0])))
      : inWords(resources) + ' of groups ' + inWords(groups.map(group => group || 'core')))
      + (names.length ? ' named ' + inWords(names) : ''));
  }
  if (paths.length) what.push(inWords(paths));
  return what.join(' and ');
}
