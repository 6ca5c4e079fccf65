package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportRow;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may edit the ConfigMap finds no way to write an administrator whom the cluster lets in and nobody sees. */
class HiddenAdministratorTest {

    private static final PrincipalArn EVIL = PrincipalArn.role("111122223333", "kis");
    private static final String ARN = EVIL.toString();
    private static final String OTHER = "arn:aws:iam::111122223333:role/other";
    private static final AccessRequest ANYTHING = AccessRequest.of("delete", "nodes");

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("merge key", """
                        - &a {rolearn: %s, username: other, groups: [system:masters]}
                        - <<: *a
                          rolearn: %s
                        """.formatted(OTHER, ARN)),
                Arguments.of("merge key over groups that were written", """
                        - x: &a {groups: [system:masters]}
                          rolearn: %s
                        - rolearn: %s
                          groups: [viewers]
                          <<: *a
                        """.formatted(OTHER, ARN)),
                Arguments.of("merge key over the ARN", """
                        - rolearn: %s
                          <<: [{rolearn: "%s"}, {groups: ["system:masters"]}]
                        """.formatted(OTHER, ARN)),
                Arguments.of("alias", """
                        - {rolearn: %s, userid: &g x, groups: &m [system:masters]}
                        - {rolearn: %s, groups: *m}
                        """.formatted(OTHER, ARN)),
                Arguments.of("bytes", "- {rolearn: %s, groups: [!!binary c3lzdGVtOm1hc3RlcnM=]}".formatted(ARN)),
                Arguments.of(
                        "foreign tag", "- {rolearn: !Ref %s, groups: !GetAtt [!Sub system:masters]}".formatted(ARN)),
                Arguments.of("tabs", "- rolearn:\t%s\t\n  groups:\t[system:masters,\tx]\t# note".formatted(ARN)),
                Arguments.of(
                        "what follows the document",
                        "[{rolearn: %s, groups: [system:masters]}] ]\n---\n[".formatted(ARN)),
                Arguments.of("key in other letters", "- {ROLEARN: %s, GROUP\u017F: [system:masters]}".formatted(ARN)),
                Arguments.of(
                        "second spelling of a key",
                        "- {rolearn: %s, Groups: [system:masters], groups: [~]}".formatted(ARN)),
                Arguments.of(
                        "behind the end of a shorter list",
                        "- {rolearn: %s, GROUPS: [a, system:masters], Groups: [b], groups: [c, 5]}".formatted(ARN)),
                Arguments.of(
                        "user name of the wrong type",
                        "- {rolearn: %s, username: 5, groups: [system:masters]}".formatted(ARN)),
                Arguments.of("group of the wrong type", "- {rolearn: %s, groups: [5, system:masters]}".formatted(ARN)),
                Arguments.of(
                        "later mapping in other letters",
                        "- {rolearn: %s}\n- {rolearn: %s, groups: [system:masters]}"
                                .formatted(ARN, ARN.replace("kis", "KIS"))),
                Arguments.of(
                        "sign for kelvins",
                        "- {rolearn: %s}\n- {rolearn: %s, groups: [system:masters]}"
                                .formatted(ARN, ARN.replace('k', '\u212A'))),
                Arguments.of(
                        "capital i with a dot",
                        "- {rolearn: %s, groups: [system:masters]}".formatted(ARN.replace("kis", "k\u0130s"))),
                Arguments.of(
                        "long s",
                        "- {rolearn: %s, groups: [system:masters]}".formatted(ARN.replace("kis", "ki\u017F"))),
                Arguments.of(
                        "many levels",
                        "- rolearn: %s\n  x: %s%s\n  groups: [system:masters]"
                                .formatted(ARN, "[".repeat(500), "]".repeat(500))),
                Arguments.of(
                        "many aliases",
                        "- {rolearn: %s, x: &x [y], z: [%s], groups: [system:masters]}"
                                .formatted(ARN, "*x ,".repeat(500))),
                Arguments.of("bytes in front", "\uFEFF- {rolearn: %s, groups: [system:masters]}".formatted(ARN)),
                Arguments.of(
                        "other line ends", "- rolearn: %s\u0085  groups:\r  - system:masters\u2028".formatted(ARN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void administrator_isSeen(String way, String mapRoles) {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", mapRoles));
        RbacObjects rbac = RbacObjects.none();
        AccessModel model = ClusterAccess.builder().rbac(rbac).awsAuth(awsAuth).build();

        assertThat(model.whoCan(ANYTHING)).extracting(Holder::subject).anyMatch(HiddenAdministratorTest::isEvil);
        assertThat(Risks.of(model, rbac, awsAuth))
                .flatExtracting(Risk::exposures)
                .extracting(Exposure::subject)
                .anyMatch(HiddenAdministratorTest::isEvil);
        assertThat(AccessReport.of(model).rows())
                .filteredOn(row -> isEvil(row.subject()))
                .singleElement()
                .extracting(ReportRow::toString)
                .asString()
                .contains("system:masters");
    }

    /** IAM has no two names that differ only in letter case. */
    private static boolean isEvil(Subject subject) {
        return subject instanceof Subject.Principal principal
                && principal.arn().toString().equalsIgnoreCase(ARN);
    }

    static List<Arguments> places() {
        String good = "- {rolearn: " + ARN + ", groups: [system:masters]}\n";
        return List.of(
                Arguments.of("too deep for this library", good + "- " + "[".repeat(2000) + "]".repeat(2000)),
                Arguments.of("unreadable", good + "- '"),
                Arguments.of("not a list", "a: " + ARN),
                Arguments.of("without an ARN", "- {rolearn: 5, groups: [system:masters]}"),
                Arguments.of(
                        "with sso",
                        "- {sso: {permissionSetName: Admins, accountID: '111122223333'}, groups: [system:masters]}"));
    }

    /** Where it is not certain that nobody is let in, the model says so. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void whatWasNotRead_isADoubtOfTheModel(String way, String mapRoles) {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", mapRoles));

        assertThat(ClusterAccess.builder().awsAuth(awsAuth).build().doubts())
                .anySatisfy(doubt -> assertThat(doubt).contains(awsAuth.faults().get(0)));
    }
}
