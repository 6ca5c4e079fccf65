package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.service.StoredEntry;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompiledAccessTest {

    private static final AccessRequest LIST_PODS = AccessRequest.of("list", "pods");
    private static final String READERS = """
            [{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "reader"},
              "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["list"]}]},
             {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "readers"},
              "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "reader"},
              "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "readers"}]}]
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakePrincipal dev = fake.iam().role("dev");
    private final CompiledAccess compiled = new CompiledAccess();

    @AfterEach
    void close() {
        fake.close();
    }

    private Optional<StoredEntry> entry() {
        return fake.clusterSide().entry("prod", dev.principalId());
    }

    @Test
    void sameQuestionAgain_findsTheSameAuthorizer() {
        prod.accessEntries().grant(dev.arn()).groups("readers").apply();
        RbacObjects objects = RbacObjects.parse(READERS);

        Authorizer first = compiled.authorizer(objects, entry());

        assertThat(compiled.authorizer(objects, entry())).isSameAs(first);
        assertThat(compiled.authorizer(objects, Optional.empty())).isNotSameAs(first);
        assertThat(compiled.authorizer(objects, entry())).isSameAs(first);
    }

    @Test
    void changedEntryOrObjects_makeAnotherAuthorizer() {
        prod.accessEntries().grant(dev.arn()).groups("readers").apply();
        RbacObjects objects = RbacObjects.parse(READERS);
        Authorizer first = compiled.authorizer(objects, entry());

        Authorizer ofOtherObjects = compiled.authorizer(RbacObjects.none(), entry());
        prod.accessEntries()
                .declare(dev.arn())
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();

        assertThat(ofOtherObjects).isNotSameAs(first);
        assertThat(compiled.authorizer(objects, entry())).isNotSameAs(first);
    }

    @Test
    void authorizer_thatIsKept_decidesByWhatStandsNow() {
        Authorizer authorizer = prod.authorizer();
        prod.accessEntries().grant(dev.arn()).groups("readers").apply();
        KubernetesUser user = prod.login(dev).user();
        assertThat(authorizer.decide(user, LIST_PODS).allowed()).isFalse();

        prod.rbac(RbacObjects.parse(READERS));
        assertThat(authorizer.decide(user, LIST_PODS).allowed())
                .as("with a binding of the group")
                .isTrue();

        prod.rbac(RbacObjects.none());
        assertThat(authorizer.decide(user, LIST_PODS).allowed())
                .as("without it")
                .isFalse();

        prod.accessEntries()
                .declare(dev.arn())
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
        assertThat(authorizer.decide(user, LIST_PODS).allowed())
                .as("with a policy")
                .isTrue();
    }
}
