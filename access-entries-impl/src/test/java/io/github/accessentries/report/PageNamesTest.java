package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names on the page for browsers that cannot be seen, look alike or are long. Needs Node. */
class PageNamesTest {

    /** As much of a browser's document as makes elements. */
    private static final String DOCUMENT = """
            const document = {createElement: name => ({
              tagName: name.toUpperCase(), text: '', set: {},
              setAttribute(name, value) { this.set[name] = value; },
              addEventListener() {},
              append(...all) { this.text += all.map(each => each.text ?? each).join(''); },
              prepend(...all) { this.text = all.join('') + this.text; },
            })};
            """;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void nodeIsHere() {
        PageScript.assumeThatNodeIsHere();
    }

    @Test
    void namesThatLookAlike_areTwoSubjects() throws IOException, InterruptedException {
        RbacObjects rbac = RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: all}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
                - {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get], apiGroups: [''], resources: [pods]}]}
                - kind: ClusterRoleBinding
                  metadata: {name: all}
                  roleRef: {kind: ClusterRole, name: all}
                  subjects: [{kind: User, name: "bob\\u200b"}]
                - kind: ClusterRoleBinding
                  metadata: {name: view}
                  roleRef: {kind: ClusterRole, name: view}
                  subjects: [{kind: User, name: 'bob\\u200b'}]
                """);
        var model = ClusterAccess.builder().rbac(rbac).build();
        JsonArray pages = new JsonArray();
        pages.add(PageScript.dataOf(AccessReport.of(model).with(Risks.of(model, rbac, AwsAuth.none()))));

        String answer = PageScript.run(
                scratch, """
                const parts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
                const data = parts.pages[0];
                const page = new Function('data', parts.script + '; return {subjects, names, byName, findingsAt};')(data);
                process.stdout.write(JSON.stringify(page.subjects.filter(each => each.name.startsWith('bob')).map(each =>
                  [page.names(each)[0], page.findingsAt(each).length, page.byName.get(each.kind + ' ' + each.name) === each])));
                """, PageScript.input(PageScript.of("-names", "-answers", "-parts"), "pages", pages));

        assertThat(JsonParser.parseString(answer).getAsJsonArray())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "[\"\\\"bob\\\\\\\\u200b\\\"\",0,true]", "[\"\\\"bob\\\\u200b\\\"\",1,true]");
    }

    @Test
    void namespaceCalledEverywhere_isNotTheWholeCluster() throws IOException, InterruptedException {
        RbacObjects rbac = RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: all}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
                - kind: RoleBinding
                  metadata: {name: all, namespace: everywhere}
                  roleRef: {kind: ClusterRole, name: all}
                  subjects: [{kind: User, name: bob}]
                - kind: RoleBinding
                  metadata: {name: all, namespace: team}
                  roleRef: {kind: ClusterRole, name: all}
                  subjects: [{kind: User, name: eve}]
                - kind: ClusterRoleBinding
                  metadata: {name: all}
                  roleRef: {kind: ClusterRole, name: all}
                  subjects: [{kind: User, name: root}]
                """);
        var model = ClusterAccess.builder().rbac(rbac).build();
        JsonArray pages = new JsonArray();
        pages.add(PageScript.dataOf(AccessReport.of(model).with(Risks.of(model, rbac, AwsAuth.none()))));

        String answer = PageScript.run(
                scratch, """
                const parts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
                const data = parts.pages[0];
                const page = new Function('data', parts.script + '; return {byName, findingsAt, severityAt, isOfNamespaces, placesInWords};')(data);
                const told = name => {
                  const subject = page.byName.get('User ' + name);
                  const at = place => !!page.severityAt(subject, place) + '/' + !!page.severityAt(subject, place, page.isOfNamespaces);
                  return [name, at(-1), ...data.namespaces.map((namespace, index) => namespace + ' ' + at(index)),
                    page.placesInWords(page.findingsAt(subject)[0].exposure.places)].join(', ');
                };
                process.stdout.write([told('bob'), told('eve'), told('root')].join('\\n'));
                """, PageScript.input(PageScript.of("-names", "-answers", "-parts"), "pages", pages));

        assertThat(answer).isEqualTo("""
                bob, false/false, everywhere true/true, team false/false, in everywhere
                eve, false/false, everywhere false/false, team true/true, in team
                root, true/false, everywhere true/false, team true/false, cluster-wide""");
    }

    @Test
    void placesAreNamed_soThatNoneReadsAsTwo() throws IOException, InterruptedException {
        String answer = PageScript.run(scratch, PageScript.of("-names") + """
                ;
                process.stdout.write([namespacesInShort(['a, b', 'everywhere']), namespacesInShort(['1', '2', '3', '4, 5', '6', '7', '8']),
                  placesInWords([{namespaces: ['a']}, {namespaces: ['b', 'c*']}, {}, {namespaces: ['d, e']}, {exceptNamespaces: ['*']}])].join('\\n'));
                """, "");

        assertThat(answer).isEqualTo("""
                "a, b", everywhere
                1, 2, 3, "4, 5" and 3 more
                in b and c*, cluster-wide, outside of namespaces, in a, "d, e\"""");
    }

    @Test
    void whatIsAsked_isWhatIsShown() throws IOException, InterruptedException {
        String script =
                "const data = {roles: [], answers: {resources: [], customResources: [], verbs: [], meantVerbs: {}},"
                        + " subjects: [], risks: [], namespaces: []};" + DOCUMENT
                        + PageScript.of("-names", "-answers", "-parts", "-mistakes", "-question") + """
                ;
                const told = [];
                const show = hash => { const question = questionIn(hash); told.push(make('b', {}, questionInWords(question)).text); return question; };
                const hidden = show('#can=get+secrets&name=100%25%E2%80%8B');
                told.push(questionIn(hashOf(hidden)).names[0] === '100%\\u200b');
                show('#can=get+secrets&name=100%25%5Cu200b');
                show('#can=get+secrets&name=db%EF%BB%BF&ns=%E2%80%8Fteam');
                told.push(make('b', {title: '\\u202Ebob'}, '\\u202Ebob', make('i', {}, '\\u{E0041}')).text, make('b', {title: '\\u202Ebob'}).set.title);
                told.push(make('option', {value: 'db\\u200b'}).set.value === 'db\\u200b');
                told.push(make('li', {}, mistakesIn({verbs: [], resources: [], names: [], namespaces: ['a\\u200fb']})[0].text).text);
                process.stdout.write(told.join('\\n'));
                """;

        assertThat(PageScript.run(scratch, script, "").lines())
                .containsExactly(
                        "get secrets named 100%\\u200b anywhere",
                        "true",
                        "get secrets named \"100%\\\\u200b\" anywhere",
                        "get secrets named db\\ufeff in \\u200fteam",
                        "\\u202ebob\\udb40\\udc41",
                        "\\u202ebob",
                        "true",
                        "no namespace can be called \"a\\u200fb\"");
    }

    @Test
    void longName_isCutUntilItIsOpened() throws IOException, InterruptedException {
        String script = "const data = {subjects: [], risks: [], namespaces: []};" + DOCUMENT
                + PageScript.of("-names", "-parts") + """
                ;
                const long = 'x'.repeat(100000);
                process.stdout.write([names({name: long, kind: 'Group'})[0].length, make('li', {}, long).text.length,
                  make('button', {}, long).text.length].join());
                """;

        assertThat(PageScript.run(scratch, script, "")).isEqualTo("201,1016,1002");
    }
}
