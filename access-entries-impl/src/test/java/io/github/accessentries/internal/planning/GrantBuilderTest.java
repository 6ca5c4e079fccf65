package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.planning.PlanContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a grant refuses at once, and what it hands on. */
class GrantBuilderTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn ANA = PrincipalArn.user("111122223333", "ana");

    private final InMemoryCalls calls = new InMemoryCalls("prod");

    private Grant grant(PrincipalArn principal) {
        return new ClusterEntries(calls, PlanContext.builder().build(), Patience.none(), 1).grant(principal);
    }

    @Test
    void apply_doesWhatWasNamed() {
        AccessEntry made = grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*")
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("team-a", "on-call")
                .username("team-a:{{SessionName}}")
                .tag("owner", "team-a")
                .type(EntryType.STANDARD)
                .apply();

        assertThat(calls.find(DEV)).contains(made);
        assertThat(made.principal()).isEqualTo(DEV);
        assertThat(made.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-a", "team-a-*"));
        assertThat(made.scopeOf(AccessPolicy.VIEW)).contains(AccessScope.clusterWide());
        assertThat(made.policies()).hasSize(2);
        assertThat(made.groups()).containsExactlyInAnyOrder("team-a", "on-call");
        assertThat(made.username()).isEqualTo("team-a:{{SessionName}}");
        assertThat(made.tags()).containsExactly(Map.entry("owner", "team-a"));
        assertThat(made.type()).isEqualTo(EntryType.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:masters", "eks:x", "aws:x", "amazon:x", "iam:x"})
    void reservedPrefix_inGroupOrUsername_isRefusedNamingIt(String name) {
        String prefix = name.substring(0, name.indexOf(':') + 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(DEV).groups("fine", name))
                .withMessageContainingAll(
                        "group \"" + name + "\"", "\"" + prefix + "\"", "AmazonEKSClusterAdminPolicy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(DEV).username(name))
                .withMessageContainingAll("user name \"" + name + "\"", "\"" + prefix + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"system", "sts:x", "dev", ":{{SessionName}}", "jo:hn{{SessionName}}", "a:{{SessionNameRaw}}"})
    void username_thatEksTakes_passes(String template) {
        assertThatCode(() -> grant(DEV).username(template)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{SessionName}}", "john{{SessionName}}", "john{{SessionName}}:x", "{{SessionNameRaw}}"})
    void username_withSessionNameButNoColonBefore_isRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(DEV).username(template))
                .withMessageContainingAll("\"" + template + "\"", "colon before {{SessionName}}");
    }

    @Test
    void blanks_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> grant(DEV).groups(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> grant(DEV).username(""));
    }

    @Test
    void tags_keepTheLimitsOfEks() {
        Grant grant = grant(DEV);
        for (int i = 0; i < 50; i++) {
            grant.tag("k" + i, "v".repeat(256));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant.tag("one-more", "v"))
                .withMessageContaining("at most 50 tags");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(DEV).tag("AWS:owner", "v"))
                .withMessageContaining("\"AWS:owner\"");
        assertThatIllegalArgumentException().isThrownBy(() -> grant(DEV).tag("", "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> grant(DEV).tag("k".repeat(129), "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> grant(DEV).tag("k", "v".repeat(257)));
    }

    @Test
    void samePolicyTwice_isRefused_whateverTheScopes() {
        Grant grant = grant(DEV).allow(AccessPolicy.EDIT).inNamespaces("a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant.allow(AccessPolicy.EDIT))
                .withMessageContainingAll("AmazonEKSEditPolicy", "list all its namespaces in one call");
    }

    @Test
    void policyWithoutScope_isNotForgotten() {
        Grant grant = grant(DEV);
        Grant.ScopeChoice choice = grant.allow(AccessPolicy.EDIT);

        assertThatIllegalStateException()
                .isThrownBy(grant::apply)
                .withMessageContainingAll("AmazonEKSEditPolicy", "clusterWide()");
        assertThat(calls.changes()).isEmpty();
        choice.clusterWide().apply();
        assertThat(calls.changes()).hasSize(2);
    }

    @Test
    void serviceLinkedRole_isRefused() {
        PrincipalArn role = PrincipalArn.of(
                "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/" + "AWSServiceRoleForAmazonEKS");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(role))
                .withMessageContainingAll(role.toString(), "belongs to an AWS service");
    }

    @ParameterizedTest
    @CsvSource({
        "EC2_LINUX,  user,   is a user",
        "EC2_LINUX,  groups, gets its user name and groups from EKS",
        "EC2,        groups, gets its user name and groups from EKS",
        "EC2_LINUX,  policy, cannot have access policies",
    })
    void nodeType_withWhatItCannotHave_isRefusedBeforeAnyCall(String type, String what, String message) {
        Grant grant = grant(what.equals("user") ? ANA : DEV).type(EntryType.of(type));
        if (what.equals("groups")) {
            grant.groups("g");
        } else if (what.equals("policy")) {
            grant.allow(AccessPolicy.VIEW).clusterWide();
        }

        assertThatIllegalArgumentException().isThrownBy(grant::apply).withMessageContainingAll(type, message);
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void typeEc2_takesPolicies() {
        grant(DEV)
                .type(EntryType.EC2)
                .allow(AccessPolicy.AUTO_NODE)
                .clusterWide()
                .apply();

        assertThat(calls.changes()).hasSize(2);
    }
}
