package io.github.accessentries.testkit.internal.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.ClusterFacts;
import io.github.accessentries.testkit.internal.kubernetes.ClusterObjects;
import io.github.accessentries.testkit.internal.kubernetes.UnsignedTokens;
import io.github.accessentries.testkit.internal.kubernetes.rbac.DefaultRbac;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clusters share what they all have until they change it. */
class SharedDefaultsTest {

    private static ClusterObjects cluster() {
        return new ClusterObjects(
                new ClusterFacts(Clock.systemUTC(), () -> "1.33", () -> "", () -> true, new UnsignedTokens()));
    }

    private static Authorizer compiled(ClusterObjects cluster) {
        return new CompiledAccess().authorizer(cluster.rbac().objects(), Optional.empty());
    }

    @Test
    void newClusters_shareOneCompiledModel() {
        ClusterObjects one = cluster();
        ClusterObjects other = cluster();

        assertThat(compiled(one)).isSameAs(compiled(other));
        assertThat(one.rbac().objects().roles())
                .allSatisfy(
                        role -> assertThat(DefaultRbac.get().decoded().roles()).anyMatch(each -> each == role));

        other.rbac().replace(RbacObjects.parse("{kind: ClusterRole, metadata: {name: x}, rules: []}"));

        assertThat(compiled(one)).isNotSameAs(compiled(other));
        assertThat(other.rbac().objects()).isSameAs(other.rbac().objects());
    }
}
