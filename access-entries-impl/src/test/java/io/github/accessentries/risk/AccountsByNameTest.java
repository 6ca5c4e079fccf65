package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service accounts and sessions that are named by their user names or have what their groups have. */
class AccountsByNameTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Subject DEVS = new Subject.Group("devs");
    private static final String DEPLOYER = "{kind: User, name: 'system:serviceaccount:ci:deployer'}";
    private static final String BOT = "{kind: ServiceAccount, name: bot, namespace: ci}";
    private static final String CREATES_TOKEN =
            "{verbs: [create], apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [%s]}";

    private final SmallCluster cluster = new SmallCluster();

    @Test
    void accountThatABindingNamesAsUser_isReachedByItsPods() {
        cluster.give("ci", "{verbs: [create], apiGroups: [''], resources: [pods]}", "{kind: Group, name: devs}")
                .bind("cluster-admin", DEPLOYER);

        assertThat(cluster.paths().from(DEVS)).singleElement().satisfies(path -> {
            assertThat(path.isCertain()).isTrue();
            assertThat(path.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.reached()).hasToString("ServiceAccount \"deployer/ci\""));
        });
    }

    @ParameterizedTest(name = "token of {0}, given to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            deployer | {kind: User, name: 'system:serviceaccount:ci:deployer'}
            bot      | {kind: Group, name: 'system:serviceaccounts:ci'}
            bot      | {kind: Group, name: 'system:serviceaccounts'}
            """)
    void tokenOfAnAccountThatIsNamedOtherwise_isWorthWhatItHas(String name, String subject) {
        cluster.give("ci", CREATES_TOKEN.formatted(name), "{kind: Group, name: devs}")
                .bind("cluster-admin", subject);

        assertThat(cluster.risks(RiskKind.TOKEN_CREATE)).singleElement().satisfies(risk -> {
            assertThat(risk.severity()).isEqualTo(Severity.HIGH);
            assertThat(risk.summary()).contains(RiskKind.FULL_CONTROL.effect());
        });
        assertThat(cluster.paths().from(DEVS))
                .singleElement()
                .asString()
                .contains("ServiceAccount \"" + name + "/ci\"");
    }

    @Test
    void nameOfAnAccount_isNotImpersonatedAsAUser() {
        cluster.give(
                        "",
                        "{verbs: [impersonate], apiGroups: [''], resources: [users]}, {verbs: [impersonate], apiGroups: [''],"
                                + " resources: [users], resourceNames: ['system:serviceaccount:ci:deployer']}",
                        "{kind: Group, name: devs}")
                .bind("cluster-admin", DEPLOYER);

        assertThat(cluster.paths().from(DEVS)).isEmpty();
    }

    @Test
    void sessionThatHasEverything_isNotToldToHaveNothing() {
        cluster.entry(DEV, "arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}")
                .bind("cluster-admin", "{kind: User, name: 'arn:aws:sts::111122223333:assumed-role/dev/alice'}");

        assertThat(cluster.risks(RiskKind.NO_EFFECT)).isEmpty();
        assertThat(cluster.risks(RiskKind.FULL_CONTROL)).singleElement().satisfies(risk -> {
            assertThat(risk.exposures())
                    .extracting(exposure -> exposure.subject().kind())
                    .containsExactly("Principal", "User");
            assertThat(risk.exposures().get(0).ground())
                    .contains("assumed-role/dev/alice")
                    .contains("of a session");
        });
    }

    @Test
    void sessionThatCanHaveTheNameOfAnAccount_isToldAndDoubted() {
        cluster.mapped(DEV, "system:serviceaccount:ci:{{SessionName}}").bind("cluster-admin", BOT);

        assertThat(cluster.risks(RiskKind.FULL_CONTROL))
                .singleElement()
                .satisfies(risk -> assertThat(risk.exposures())
                        .extracting(exposure -> exposure.subject().kind())
                        .containsExactly("Principal", "ServiceAccount"));
        assertThat(cluster.paths().doubts())
                .singleElement()
                .asString()
                .contains("so can be User \"system:serviceaccount:ci:bot\"");
    }

    @Test
    void accountThatAPrincipalIsMappedTo_standsForItself() {
        cluster.mapped(DEV, "system:serviceaccount:ci:bot").bind("cluster-admin", BOT);

        assertThat(cluster.risks(RiskKind.FULL_CONTROL))
                .singleElement()
                .satisfies(risk -> assertThat(risk.exposures())
                        .extracting(Exposure::subject)
                        .isEqualTo(List.of(new Subject.Principal(DEV), new Subject.ServiceAccount("ci", "bot"))));
    }
}
