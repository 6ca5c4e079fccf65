package io.github.accessentries.testkit.internal.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.Clouds;
import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.entry.AssociatePolicy;
import io.github.accessentries.testkit.internal.service.entry.CreateEntry;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
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

    private static final String ROLE = "arn:aws:iam::111122223333:role/dev";

    private final Cloud cloud = Clouds.offering(Clock.systemUTC(), AccessPolicy.VIEW.name());
    private final EksService eks = cloud.eks(Clouds.HOME);
    private final CompiledAccess compiled = new CompiledAccess();

    @BeforeEach
    void createCluster() {
        eks.clusters().create("prod", AccessMode.API, Clouds.user(cloud));
    }

    private Optional<StoredEntry> entry() {
        String principalId =
                cloud.iam().register(IamArn.parse(ROLE).orElseThrow()).id();
        return eks.clusterSide().entry("prod", principalId);
    }

    @Test
    void sameQuestionAgain_findsTheSameAuthorizer() {
        eks.entries().create(new CreateEntry("prod", ROLE, null, List.of("readers"), null, null, null));
        RbacObjects objects = RbacObjects.parse(READERS);

        Authorizer first = compiled.authorizer(objects, entry());

        assertThat(compiled.authorizer(objects, entry())).isSameAs(first);
        assertThat(compiled.authorizer(objects, Optional.empty())).isNotSameAs(first);
        assertThat(compiled.authorizer(objects, entry())).isSameAs(first);
    }

    @Test
    void changedEntryOrObjects_makeAnotherAuthorizer() {
        eks.entries().create(new CreateEntry("prod", ROLE, null, List.of("readers"), null, null, null));
        RbacObjects objects = RbacObjects.parse(READERS);
        Authorizer first = compiled.authorizer(objects, entry());

        Authorizer ofOtherObjects = compiled.authorizer(RbacObjects.none(), entry());
        eks.associations()
                .associate(new AssociatePolicy("prod", ROLE, AccessPolicy.VIEW.arnIn("aws"), "cluster", List.of()));

        assertThat(ofOtherObjects).isNotSameAs(first);
        assertThat(compiled.authorizer(objects, entry())).isNotSameAs(first);
    }

    @Test
    void authorizer_thatIsKept_decidesByWhatStandsNow() {
        try (FakeEks fake = FakeEks.create()) {
            FakeCluster prod = fake.createCluster("prod");
            FakePrincipal dev = fake.iam().role("dev");
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
}
