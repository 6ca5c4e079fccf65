package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredAccessFileTest {

    private static final String FILE = """
            version: 1
            ownership: {tag: managed-by, value: platform-team}
            variables: {team: team-a}
            environments:
              prod: {account: 011122223333}
              test: {account: 444455556666, team: team-t}
            entries:
              - principal: arn:aws:iam::${account}:role/${team}-dev
                username: "${team}:{{SessionName}}"
                groups: ["${team}", ops]
                policies:
                  - policy: AmazonEKSEditPolicy
                    namespaces: ["${team}", "${team}-*"]
                  - policy: arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy
                    scope: cluster
                tags: {owner: "${team}", "note": "costs $${amount}"}
              - principal: arn:aws:iam::${account}:role/nodes
                type: EC2_LINUX
            """;

    @Test
    void file_everythingThatCanBeSaid_isTheState() {
        DesiredAccess access = DesiredAccessFile.reader().environment("prod").read(FILE);

        assertThat(access)
                .isEqualTo(DesiredAccess.builder()
                        .ownership(Ownership.tagged("managed-by", "platform-team"))
                        .entry(DesiredEntry.builder(PrincipalArn.role("011122223333", "team-a-dev"))
                                .username("team-a:{{SessionName}}")
                                .groups("team-a", "ops")
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("team-a", "team-a-*")
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .tag("owner", "team-a")
                                .tag("note", "costs ${amount}"))
                        .entry(DesiredEntry.builder(PrincipalArn.role("011122223333", "nodes"))
                                .type(EntryType.EC2_LINUX))
                        .build());
    }

    @Test
    void variables_severalSayTheSame_theNearestGoesFirst() {
        assertThat(DesiredAccessFile.reader().environment("test").read(FILE).principals())
                .contains(PrincipalArn.role("444455556666", "team-t-dev"));
        assertThat(DesiredAccessFile.reader()
                        .environment("test")
                        .variable("team", "mine")
                        .read(FILE)
                        .principals())
                .contains(PrincipalArn.role("444455556666", "mine-dev"));
    }

    @Test
    void write_thenRead_isTheSameState() {
        DesiredAccess access = DesiredAccessFile.reader().environment("prod").read(FILE);

        assertThat(DesiredAccessFile.reader().read(DesiredAccessFile.write(access)))
                .isEqualTo(access);
    }

    @Test
    void json_isReadToo() {
        DesiredAccess access = DesiredAccessFile.reader()
                .read("{\"version\": 1, \"entries\": [{\"principal\": \"arn:aws:iam::111122223333:user/ana\"}]}");

        assertThat(access.principals()).containsExactly(PrincipalArn.user("111122223333", "ana"));
        assertThat(access.ownership()).isEqualTo(Ownership.ONLY_LISTED);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "groups: [system:masters]           | line 4, entries[0].groups[0]: The group \"system:masters\" begins with",
                "goups: [a]                         | line 4, entries[0].goups: this field is unknown; use principal,"
                        + " type,",
                "groups: a                          | line 4, entries[0].groups: is not a list",
                "groups: [[a]]                      | line 4, entries[0].groups[0]: is not text",
                "groups: [null]                     | line 4, entries[0].groups[0]: is empty; leave it out instead",
                "type: Standard                     | line 4, entries[0].type: Entry type \"Standard\" is not in upper case",
                "username: aws:me                   | line 4, entries[0].username: The user name \"aws:me\" begins with",
                "username: me-{{SessionName}}       | line 4, entries[0].username: User name \"me-{{SessionName}}\" needs a colon",
                "username: ${nobody}                | line 4, entries[0].username: nothing says what nobody is; give a value",
                "tags: {aws:x: y}                   | line 4, entries[0].tags.aws:x: Tag key \"aws:x\" begins with",
                "policies: [{policy: AmazonEKSViewPolicy}] | line 4, entries[0].policies[0]: needs either scope: cluster or namespaces",
                "policies: [{policy: AmazonEKSViewPolicy, namespaces: []}] | line 4, entries[0].policies[0].namespaces: A namespace scope needs at least one namespace; for all of them, use cluster",
                "policies: [{policy: AmazonEKSViewPolicy, namespaces: [a, b_c]}] | line 4, entries[0].policies[0].namespaces[1]: Namespace \"b_c\" cannot match",
                "policies: [{policy: AmazonEKSViewPolicy, scope: cluster}, {policy: AmazonEKSViewPolicy, namespaces: [a]}] | line 4, entries[0].policies[1].policy: AmazonEKSViewPolicy is named twice",
                "groups: [a, b, 'system:masters', c] | line 4, entries[0].groups[2]: The group \"system:masters\" begins with",
                "groups: [a, '']                    | line 4, entries[0].groups[1]:",
                "tags: {a: b, aws:x: y}             | line 4, entries[0].tags.aws:x: Tag key \"aws:x\" begins with",
                "policies: [{policy: AmazonEKSViewPolicy, scope: cluster, namespaces: [a]}] | line 4, entries[0].policies[0]: needs either",
                "policies: [{policy: AmazonEKSViewPolicy, scope: namespace}] | line 4, entries[0].policies[0].scope: \"namespace\" is not a scope",
                "policies: [{policy: AmazonEKSVeiwPolicy, scope: cluster}] | line 4, entries[0].policies[0].policy: access policy \"AmazonEKSVeiwPolicy\" does not exist; check the spelling; did you mean AmazonEKSViewPolicy?",
                "policies: [{scope: cluster}]       | line 4, entries[0].policies[0]: has no policy",
                "principal: x                       | line 4, entries[0].principal: occurs twice",
            })
    void entry_withFault_isRefusedNamingLineAndField(String member, String fault) {
        String file = "version: 1\nentries:\n  - principal: arn:aws:iam::111122223333:role/r\n    " + member;

        assertThatThrownBy(() -> DesiredAccessFile.reader()
                        .knownPolicies(List.of(AccessPolicy.VIEW))
                        .read(file))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: 2, entries: []}                     | version: \"2\" is not a version of this format; use 1",
                "{entries: []}                                 | has no version",
                "{version: 1}                                  | has no entries",
                "{version: 1, entries: [], entires: []}        | entires: this field is unknown; use version,"
                        + " ownership,",
                "{version: 1, entries: [{groups: [a]}]}        | entries[0]: has no principal",
                "{version: 1, entries: [a]}                    | entries[0]: is not a mapping of names to values",
                "{version: 1, entries: [], ownership: mine}    | ownership: \"mine\" is not an ownership; use only-listed, all,",
                "{version: 1, entries: [], ownership: {tag: a}} | ownership: needs both tag and value",
                "{version: 1, entries: [], variables: {a: [b]}} | variables.a: is not text",
            })
    void file_withFault_isRefusedNamingLineAndField(String file, String fault) {
        assertThatThrownBy(() -> DesiredAccessFile.reader().read(file))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(fault);
    }

    /** Each part is told where it stands, and what only two parts together do wrong where the one stands that says more. */
    @Test
    void everyPart_isToldAtItsOwnPlace_once() {
        assertThatThrownBy(() -> DesiredAccessFile.reader().read("""
                        version: 1
                        entries:
                          - principal: arn:aws:iam::111122223333:role/nodes
                            type: EC2_LINUX
                            groups:
                              - a
                              - system:masters
                          - principal: arn:aws:iam::111122223333:role/r
                            username: aws:me
                            groups: [system:a, b]
                            policies:
                              - policy: AmazonEKSEditPolicy
                                namespaces:
                                  - A
                                  - b
                        roles:
                          - name: a/b
                            namespace: A
                            rules:
                              - {apiGroups: [""], resources: [pods], verbs: [get]}
                              - {apiGroups: [""], resources: [pods]}
                        bindings:
                          - name: b
                            role: r
                            users:
                              - ana
                              - ' '
                        """))
                .isInstanceOfSatisfying(
                        InvalidDesiredAccessException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidDesiredAccessException.Fault::field)
                                .containsExactly(
                                        "line 7, entries[0].groups[1]",
                                        "line 4, entries[0].type",
                                        "line 14, entries[1].policies[0].namespaces[0]",
                                        "line 9, entries[1].username",
                                        "line 10, entries[1].groups[0]",
                                        "line 17, roles[0].name",
                                        "line 18, roles[0].namespace",
                                        "line 21, roles[0].rules[1]",
                                        "line 27, bindings[0].users[1]",
                                        "line 24, bindings[0].role"));
    }

    @Test
    void missingVariable_isOneFault_withAllItsPlaces() {
        assertThatThrownBy(() -> DesiredAccessFile.reader()
                        .variable("team", "a")
                        .variable("acccount", "111122223333")
                        .read("""
                        version: 1
                        entries:
                          - principal: arn:aws:iam::${account}:role/a
                            groups: ["${teams}"]
                          - principal: arn:aws:iam::${account}:role/b
                          - principal: arn:aws:iam::${account}:role/${zone}
                        """))
                .isInstanceOfSatisfying(
                        InvalidDesiredAccessException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidDesiredAccessException.Fault::toString)
                                .satisfiesExactly(
                                        account -> assertThat(account)
                                                .startsWith(
                                                        "line 3, entries[0].principal: nothing says what account is; give a"
                                                                + " value for it")
                                                .contains("did you mean acccount?")
                                                .endsWith("; it is used at line 5, entries[1].principal and line 6,"
                                                        + " entries[2].principal too"),
                                        teams -> assertThat(teams)
                                                .startsWith("line 4, entries[0].groups[0]: nothing says what teams is;")
                                                .contains("did you mean team?"),
                                        zone -> assertThat(zone).startsWith("line 6, entries[2].principal: nothing")));
    }

    @Test
    void missingVariable_thatEnvironmentsHave_isAQuestionOfTheEnvironment() {
        assertThatThrownBy(() -> DesiredAccessFile.reader().read(FILE))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContainingAll("nothing says what account is; choose an environment that does: prod, test");
    }

    @Test
    void anchorsAndMerges_standForWhatTheyShare() {
        DesiredAccess access = DesiredAccessFile.reader().read("""
                version: 1
                variables: {team: team-a}
                entries:
                  - &dev
                    principal: arn:aws:iam::111122223333:role/dev
                    groups: &groups [ops, "${team}"]
                    policies:
                      - &edit {policy: AmazonEKSEditPolicy, namespaces: [team-a]}
                      - {<<: *edit, policy: AmazonEKSSecretReaderPolicy}
                  - <<: *dev
                    principal: arn:aws:iam::111122223333:role/test
                    policies: [*edit]
                  - principal: arn:aws:iam::111122223333:role/other
                    groups: *groups
                """);

        assertThat(access)
                .isEqualTo(DesiredAccess.builder()
                        .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "dev"))
                                .groups("ops", "team-a")
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("team-a")
                                .allow(AccessPolicy.of("AmazonEKSSecretReaderPolicy"))
                                .inNamespaces("team-a"))
                        .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "test"))
                                .groups("ops", "team-a")
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("team-a"))
                        .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "other"))
                                .groups("ops", "team-a"))
                        .build());
    }

    @Test
    void twoEntries_ofOnePrincipal_areRefusedWithTheLineOfTheSecond() {
        String entry = "  - principal: arn:aws:iam::111122223333:role/r\n";

        assertThatThrownBy(() -> DesiredAccessFile.reader().read("version: 1\nentries:\n" + entry + entry))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(
                        "line 4, entries[1].principal: arn:aws:iam::111122223333:role/r is listed more than");
    }

    @Test
    void twoEntries_whosePrincipalsDifferOnlyInPath_areRefusedWithTheLineOfTheSecond() {
        assertThatThrownBy(() -> DesiredAccessFile.reader().read("""
                        version: 1
                        entries:
                          - principal: arn:aws:iam::111122223333:role/team/r
                          - principal: arn:aws:iam::111122223333:role/R
                        """))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContainingAll("line 4, entries[1].principal", "role/team/r", "differ only in path");
    }

    @Test
    void manyFaults_areToldAtOnce() {
        assertThatThrownBy(() -> DesiredAccessFile.reader()
                        .environment("moon")
                        .read("version: 1\nentries:\n  - principal: a\n  - principal: b\n  - {}"))
                .isInstanceOfSatisfying(
                        InvalidDesiredAccessException.class,
                        e -> assertThat(e.faults()).hasSize(4))
                .hasMessageContaining("the file has no environment \"moon\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "entries: [",
                "a: b: c",
                "\u0000",
                "a: &x [1]\nb: *x",
                "a: &x {b: *x}",
                "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost\"]]",
            })
    void text_thatIsNoDocument_isRefused(String text) {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader().read(text));
    }

    @Test
    void text_thatNestsDeeper_thanAnybodyWrites_isRefused() {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader().read("[".repeat(100_000)));
    }
}
