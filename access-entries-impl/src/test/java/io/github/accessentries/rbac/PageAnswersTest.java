package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.PageScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the page for browsers against the model that the page is about, outside of a browser. Needs Node. */
class PageAnswersTest {

    /** Makes what the page's script has of questions out of the same text. */
    private static final String DRIVER = """
            const fs = require('fs');
            const parts = JSON.parse(fs.readFileSync(0, 'utf8'));
            const answers = parts.cases.map(({data, questions}) => {
              const whoCan = new Function('data', parts.script + '; return whoCan;')(data);
              return questions.map(question => {
                const {holders, doubts} = whoCan(question);
                return {doubts, holders: holders.map(each => ({
                  who: data.subjects[each.index].kind + ' ' + data.subjects[each.index].name, session: each.session ?? null,
                  all: each.hasAll, doubts: each.doubts, parts: each.parts.map(part => ({words: part.words, by: part.by.sort()}))
                }))};
              });
            });
            process.stdout.write(JSON.stringify(answers));
            """;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void nodeIsHere() {
        PageScript.assumeThatNodeIsHere();
    }

    private record Case(AccessModel model, List<AccessQuestion> questions) {}

    @Test
    void answers_areThoseOfTheModel() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        LongStream.range(0, 12).forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            AccessModel model = RandomClusters.compile(new RandomClusters(random).any());
            List<AccessQuestion> questions = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                questions.add(question(random));
            }
            cases.add(new Case(model, questions));
        });
        cases.add(new Case(doubtful(), open()));

        JsonArray answers = ask(cases);

        int told = 0;
        for (int i = 0; i < cases.size(); i++) {
            for (int j = 0; j < cases.get(i).questions().size(); j++) {
                AccessQuestion question = cases.get(i).questions().get(j);
                Holders holders = cases.get(i).model().whoCan(question);
                told += holders.holders().size();
                JsonElement answer = answers.get(i).getAsJsonArray().get(j);
                assertThat(answer.getAsJsonObject().get("holders"))
                        .as("model %s, %s", i, question)
                        .isEqualTo(json(holders));
                List<String> doubts = texts(answer.getAsJsonObject().getAsJsonArray("doubts"));
                assertThat(holders.doubts().subList(0, doubts.size())).isEqualTo(doubts);
                assertThat(holders.doubts()
                                .subList(doubts.size(), holders.doubts().size()))
                        .as("what is misspelt, of which the page tells in its own words")
                        .allMatch(doubt -> doubt.contains("\""));
            }
        }
        assertThat(told).isGreaterThan(100);
    }

    @Test
    void hiddenNames_areAskedAboutAsTheyAre() throws IOException, InterruptedException {
        AccessModel model = ClusterAccess.builder().rbac(RbacObjects.parse("""
                        - kind: ClusterRole
                          metadata: {name: hidden}
                          rules: [{verbs: [get], apiGroups: [''], resources: [secrets], resourceNames: ["db\\u200b", 'db\\u200b']}]
                        - kind: RoleBinding
                          metadata: {name: hidden, namespace: shop}
                          roleRef: {kind: ClusterRole, name: hidden}
                          subjects: [{kind: User, name: "bob\\u200b"}]
                        """)).build();
        AccessQuestion secrets = AccessQuestion.of("get", "secrets");
        List<AccessQuestion> questions =
                List.of(secrets, secrets.named("db\u200b"), secrets.named("db\\u200b"), secrets.named("db"));

        JsonArray answers = ask(List.of(new Case(model, questions)));

        for (int i = 0; i < questions.size(); i++) {
            assertThat(answers.get(0).getAsJsonArray().get(i).getAsJsonObject().get("holders"))
                    .as("%s", questions.get(i))
                    .isEqualTo(json(model.whoCan(questions.get(i))));
        }
        assertThat(model.whoCan(questions.get(1)).holders()).hasSize(2);
    }

    /** Patterns that take others for ever; a hundred thousand characters are more than any cluster takes. */
    @Test
    void hostilePatterns_takeNoTime() throws IOException, InterruptedException {
        String script = "const data = {answers: undefined};" + PageScript.of("-names", "-answers") + """
                ;
                const many = 'a'.repeat(50000), stars = 'a*'.repeat(50000);
                const all = [
                  coversName('*b' + many + '*', 'a'.repeat(100000)), coversName(stars + 'b', 'a'.repeat(100000)),
                  coversName('*' + many + 'b*', 'a'.repeat(100000)), coversName('*' + 'ab'.repeat(25000) + 'c*', 'ab'.repeat(50000)),
                  overlap(stars, '*b' + stars), withSingleStars('*'.repeat(100000)) === '*',
                  find('b' + many, many, 0) === 1, find(many + 'aaab'.repeat(9), 'aaab'.repeat(8), 3) === 50000,
                ];
                process.stdout.write(JSON.stringify(all));
                """;

        assertThat(PageScript.run(scratch, script, "")).isEqualTo("[false,false,false,false,true,true,true,true]");
    }

    @Test
    void links_carryTheirQuestions() throws IOException, InterruptedException {
        String script =
                "const data = {roles: [], answers: {resources: [], customResources: [], verbs: [], meantVerbs: {}}};"
                        + PageScript.of("-names", "-answers", "-mistakes", "-question") + """
                ;
                const told = [];
                const tell = hash => { const {isAsked, ...question} = questionIn(hash); told.push(isAsked + JSON.stringify(question)); };
                tell('#can=get+secrets&ns=payments');
                tell('#can=get,list+secrets,deployments.apps/scale&name=db&who=group%20ops&ns=team-*,%3Cimg%3E');
                tell('#can=*&ns=x');
                tell('#can=%E0%A4%A');
                tell('#elsewhere');
                const odd = {who: '<b> & "x"', verbs: ['a&b'], resources: ['=#', 'pods/log'], names: ['%2C', 'x+y'], namespaces: ['*', '</a>']};
                const {isAsked, ...back} = questionIn(hashOf(odd));
                told.push(JSON.stringify(back) === JSON.stringify(odd));
                told.push(hashOf({who: '', verbs: ['get', 'list'], resources: ['pods/log'], names: [], namespaces: []}));
                const many = questionIn('#can=' + 'a,'.repeat(50000) + 'b+' + Array.from({length: 20000}, (_, i) => 'r' + i).join(',') + '&ns=' + '*'.repeat(100000));
                told.push(wrongIn(many), wrongIn(questionIn('#can=get+pods/*')), mistakesIn({...many, resources: ['pods']}).length);
                process.stdout.write(told.join('\\n'));
                """;

        assertThat(PageScript.run(scratch, script, "").lines())
                .containsExactly(
                        "true{\"who\":\"\",\"verbs\":[\"get\"],\"resources\":[\"secrets\"],\"names\":[],\"namespaces\":[\"payments\"]}",
                        "true{\"who\":\"group ops\",\"verbs\":[\"get\",\"list\"],\"resources\":[\"secrets\",\"deployments.apps/scale\"],"
                                + "\"names\":[\"db\"],\"namespaces\":[\"team-*\",\"<img>\"]}",
                        "true{\"who\":\"\",\"verbs\":[],\"resources\":[],\"names\":[],\"namespaces\":[\"x\"]}",
                        "true{\"who\":\"\",\"verbs\":[\"\ufffd%A\"],\"resources\":[],\"names\":[],\"namespaces\":[]}",
                        "false{\"who\":\"\",\"verbs\":[],\"resources\":[],\"names\":[],\"namespaces\":[]}",
                        "true",
                        "#can=get,list+pods/log",
                        "This question has more than 100 resources. Ask for fewer at once.",
                        "\"pods/*\" is no resource. Name subresources one by one, for example pods/exec, or leave the resource"
                                + " open.",
                        "3");
    }

    @Test
    void changes_areThoseOfTheComparison() throws IOException, InterruptedException {
        JsonArray pages = new JsonArray();
        List<List<String>> expected = new ArrayList<>();
        LongStream.range(0, 12).forEach(seed -> {
            RandomClusters clusters = new RandomClusters(new SplittableRandom(seed));
            AccessModel before = RandomClusters.compile(clusters.any());
            AccessModel after = RandomClusters.compile(clusters.any());
            pages.add(PageScript.dataOf(AccessReport.of(after).comparedWith(before)));
            List<String> told = new ArrayList<>();
            before.compare(after).changes().forEach(change -> {
                change.gained().all().forEach(each -> told.add(change.subject().name() + " gains " + each));
                change.lost().all().forEach(each -> told.add(change.subject().name() + " loses " + each));
            });
            expected.add(told.stream().sorted().toList());
        });

        String answer =
                PageScript.run(scratch, """
                const parts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
                process.stdout.write(JSON.stringify(parts.pages.map(data => {
                  const words = new Function('data', parts.script + '; return changedPermissions;')(data);
                  const told = (name, verb, some) => some ? words(some).flatMap(({places, permissions}) =>
                    places.flatMap(place => permissions.map(each => name + ' ' + verb + ' ' + place + ': ' + each))) : [];
                  return data.comparison.subjects.flatMap(each =>
                    [...told(each.name, 'gains', each.gains), ...told(each.name, 'loses', each.loses)]).sort();
                })));
                """, PageScript.input(PageScript.of("-names", "-comparison"), "pages", pages));

        assertThat(JsonParser.parseString(answer)).isEqualTo(new Gson().toJsonTree(expected));
        assertThat(expected).anyMatch(told -> told.stream().anyMatch(each -> each.contains(" except ")));
    }

    private static List<String> texts(JsonArray texts) {
        return texts.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static JsonArray json(Holders holders) {
        JsonArray all = new JsonArray();
        for (Holder holder : holders) {
            JsonObject json = new JsonObject();
            json.addProperty(
                    "who", holder.subject().kind() + " " + holder.subject().name());
            json.addProperty("session", holder.session());
            json.addProperty("all", holder.hasAll());
            json.add("doubts", new Gson().toJsonTree(holder.doubts()));
            JsonArray parts = new JsonArray();
            holder.parts().forEach(part -> {
                JsonObject one = new JsonObject();
                one.addProperty("words", part.toString());
                one.add(
                        "by",
                        new Gson()
                                .toJsonTree(new TreeSet<>(part.reasons().stream()
                                        .map(Reason::summary)
                                        .collect(Collectors.toSet()))));
                parts.add(one);
            });
            json.add("parts", parts);
            all.add(json);
        }
        return all;
    }

    /** Everything that can be uncertain: who somebody is, what a policy allows, where it holds, roles that were not read, nodes. */
    private static AccessModel doubtful() {
        return ClusterAccess.builder()
                .entries(List.of(
                        entry("jobs")
                                .addPolicies(PolicyAssociation.of(
                                        AccessPolicy.of("AmazonEMRJobPolicy"), AccessScope.namespaces("jobs-*")))
                                .build(),
                        entry("new")
                                .addPolicies(PolicyAssociation.of(
                                        AccessPolicy.VIEW, AccessScope.of("planet", List.of("earth"))))
                                .build(),
                        entry("nodes")
                                .type(EntryType.EC2_LINUX)
                                .username("system:node:{{EC2PrivateDNSName}}")
                                .addGroups("system:nodes")
                                .build(),
                        entry("a/twin").build(),
                        entry("b/twin").addGroups("ops").build(),
                        entry("people")
                                .username("people:{{SessionName}}")
                                .addGroups("ops")
                                .addPolicies(PolicyAssociation.of(
                                        AccessPolicy.EDIT, AccessScope.namespaces("team-*", "shop")))
                                .build()))
                .rbac(RbacObjects.parse("""
                        kind: List
                        items:
                        - kind: ClusterRole
                          metadata: {name: some}
                          rules:
                          - {verbs: [get, list], apiGroups: [""], resources: [secrets, nodes, namespaces]}
                          - {verbs: [get, delete, deletecollection], apiGroups: [""], resources: [secrets], resourceNames: [db]}
                          - {verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}
                          - {verbs: [get], nonResourceURLs: [/metrics]}
                        - kind: RoleBinding
                          metadata: {name: some, namespace: shop}
                          roleRef: {kind: ClusterRole, name: some}
                          subjects: [{kind: User, name: 'people:ana'}, {kind: ServiceAccount, name: bot, namespace: shop}]
                        - kind: ClusterRoleBinding
                          metadata: {name: some}
                          roleRef: {kind: ClusterRole, name: some}
                          subjects: [{kind: Group, name: ops}, {kind: User, name: 'people:bob'}]
                        - kind: RoleBinding
                          metadata: {name: gone, namespace: shop}
                          roleRef: {kind: Role, name: gone}
                          subjects: [{kind: Group, name: lost}]
                        """))
                .build();
    }

    private static List<AccessQuestion> open() {
        AccessQuestion secrets = AccessQuestion.of("get", "secrets");
        return List.of(
                AccessQuestion.builder().build(),
                secrets,
                secrets.inNamespace("shop"),
                secrets.inNamespace("jobs-1").named("db"),
                secrets.inNamespace("elsewhere"),
                AccessQuestion.of("get", "namespaces").named("shop"),
                AccessQuestion.of("bind", "clusterroles.rbac.authorization.k8s.io"),
                AccessQuestion.builder()
                        .addResources("secrets", "configmaps", "deployments.apps/scale")
                        .addNamespaces("shop", "team-a*")
                        .addNames("db", "web")
                        .build());
    }

    private static AccessEntry.Builder entry(String role) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", role))
                .username(role);
    }

    private static AccessQuestion question(SplittableRandom random) {
        return AccessQuestion.builder()
                .verbs(some(random, List.of("get", "delete", "list", "other")))
                .resources(some(
                        random,
                        List.of(
                                "pods",
                                "pods/log",
                                "deployments.apps",
                                "deployments.apps/scale",
                                "other.other",
                                "*.apps")))
                .names(some(random, List.of("web", "db", "other")))
                .namespaces(some(random, List.of("team-a", "team-*", "prod", "*", "*-dev", "p**d", "other")))
                .build();
    }

    /** Often none. */
    private static Set<String> some(SplittableRandom random, List<String> choices) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            some.add(choices.get(random.nextInt(choices.size())));
        }
        return some;
    }

    private static JsonArray ask(List<Case> cases) throws IOException, InterruptedException {
        JsonArray all = new JsonArray();
        for (Case each : cases) {
            JsonObject one = new JsonObject();
            one.add("data", PageScript.dataOf(AccessReport.of(each.model())));
            JsonArray questions = new JsonArray();
            for (AccessQuestion question : each.questions()) {
                JsonObject asked = new JsonObject();
                asked.add("verbs", new Gson().toJsonTree(question.verbs()));
                asked.add("resources", new Gson().toJsonTree(question.resources()));
                asked.add("names", new Gson().toJsonTree(question.names()));
                asked.add("namespaces", new Gson().toJsonTree(question.namespaces()));
                questions.add(asked);
            }
            one.add("questions", questions);
            all.add(one);
        }
        return JsonParser.parseString(PageScript.run(
                        scratch, DRIVER, PageScript.input(PageScript.of("-names", "-answers"), "cases", all)))
                .getAsJsonArray();
    }
}
