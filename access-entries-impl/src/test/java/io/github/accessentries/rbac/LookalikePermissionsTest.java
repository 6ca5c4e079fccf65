package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Permissions that only look alike once they are written as one text, which took each other's place. */
class LookalikePermissionsTest {

    private static final KubernetesUser ANA =
            KubernetesUser.builder().username("ana").build();

    @Test
    void rulesOfOneText_areBothKept() {
        Permissions permissions = permissions(null, rule("x][y", "z"), rule("x", "y][z"));

        assertThat(permissions.all()).extracting(Permission::rule).contains(rule("x][y", "z"), rule("x", "y][z"));
    }

    @Test
    void aNamespaceWithoutName_isNotTheWholeCluster() {
        Permissions permissions = permissions("", rule("", "pods"));

        assertThat(permissions.allows(AccessRequest.of("get", "pods"))).isFalse();
        assertThat(Stream.of(Where.namespace(""), Where.cluster()).sorted())
                .containsExactly(Where.cluster(), Where.namespace(""));
    }

    private static Rule rule(String group, String resource) {
        return Rule.asReceived()
                .addVerbs("get")
                .addApiGroups(group)
                .addResources(resource)
                .build();
    }

    /** Of somebody who is given the rules in a namespace, besides something that is given on the whole cluster. */
    private static Permissions permissions(@Nullable String namespace, Rule... rules) {
        List<RbacRole> roles = List.of(
                RbacRole.builder().name("here").rules(List.of(rules)).build(),
                RbacRole.builder()
                        .name("everywhere")
                        .addRules(rule("", "nodes"))
                        .build());
        List<RbacBinding> bindings = List.of(binding(null, "everywhere"), binding(namespace, "here"));
        return ClusterAccess.builder()
                .rbac(RbacObjects.builder().roles(roles).bindings(bindings).build())
                .build()
                .permissionsOf(ANA);
    }

    private static RbacBinding binding(@Nullable String namespace, String role) {
        return RbacBinding.builder()
                .namespace(namespace)
                .name(role)
                .roleKind("ClusterRole")
                .role(role)
                .addSubjects(RbacSubject.builder().kind("User").name("ana").build())
                .build();
    }
}
