package io.github.accessentries.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonSummaryTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Rule RULE =
            Rule.builder().addVerbs("get").addApiGroups("").addResources("pods").build();

    private static Reason policy(AccessScope scope) {
        return new GrantedByPolicy(DEV, AccessPolicy.EDIT, scope, RULE, "AROA", "team-a");
    }

    private static GrantedByBinding binding(@Nullable String namespace, String kind, String subject) {
        return new GrantedByBinding("ops-view", namespace, "ClusterRole", "view", kind, subject, RULE);
    }

    private static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of("AmazonEKSEditPolicy cluster-wide", policy(AccessScope.clusterWide())),
                Arguments.of("AmazonEKSEditPolicy in team-a*", policy(AccessScope.namespaces("team-a*"))),
                Arguments.of("AmazonEKSEditPolicy in shop, team-a", policy(AccessScope.namespaces("team-a", "shop"))),
                Arguments.of("AmazonEKSEditPolicy in scope region eu", policy(AccessScope.of("region", List.of("eu")))),
                Arguments.of("group ops by ClusterRoleBinding ops-view", binding(null, "Group", "ops")),
                Arguments.of("user ana by RoleBinding ops-view in shop", binding("shop", "User", "ana")),
                Arguments.of(
                        "service account bot/shop by RoleBinding ops-view in shop",
                        binding("shop", "ServiceAccount", "bot/shop")),
                Arguments.of(
                        "group \"ops by others\" by ClusterRoleBinding ops-view",
                        binding(null, "Group", "ops by others")),
                Arguments.of(
                        "team-operator in team-a",
                        new GrantedByCustomPolicy(
                                ScopedPolicy.of("team-operator", AccessScope.namespaces("team-a")),
                                binding("team-a", "Group", "access-entries:team-operator:0123456789"))),
                Arguments.of("group system:masters", new GrantedToMasters()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasons")
    void summary_saysWhoHasItByWhat(String summary, Reason reason) {
        assertThat(reason.summary()).isEqualTo(summary);
    }

    @Test
    void summaryOfAHolder_hasEachGroundOnce_orTheDoubts() {
        Holder.Builder ops = Holder.builder().subject(new Subject.Group("ops"));
        Reason once = binding(null, "Group", "ops");

        assertThat(ops.reasons(List.of(once, once)).build().summary())
                .isEqualTo("Group \"ops\": group ops by ClusterRoleBinding ops-view");
        assertThat(Holder.builder()
                        .subject(new Subject.Group("ops"))
                        .addDoubts("it is too new")
                        .build()
                        .summary())
                .isEqualTo("Group \"ops\": perhaps [it is too new]");
    }
}
