package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** One entry for an account root, as EKS accepts it, and all that looks at the cluster. */
class AccountRootEntryTest {

    private static final String ROOT = "arn:aws:iam::111122223333:root";
    private static final PrincipalArn ROOT_PRINCIPAL = PrincipalArn.fromEks(ROOT);

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final EksAccessEntries prod = EksAccessEntries.builder()
            .cluster("prod")
            .eksClient(fake.eksClient())
            .build();
    private final FakePrincipal developer = fake.iam().role("dev");
    private final PrincipalArn dev = developer.arn();
    private final DesiredAccess desired = DesiredAccess.builder()
            .ownership(Ownership.ALL)
            .entry(DesiredEntry.builder(dev).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide())
            .build();

    @BeforeEach
    void entry() {
        EksClient eks = fake.eksClient();
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROOT));
        eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(ROOT)
                .policyArn(AccessPolicy.CLUSTER_ADMIN.arnIn("aws"))
                .accessScope(scope -> scope.type("cluster")));
        prod.grant(dev).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void everythingThatReadsTheCluster_showsItAsItIs() {
        assertThat(prod.principals()).contains(ROOT_PRINCIPAL, dev);
        assertThat(prod.list()).extracting(AccessEntry::principal).contains(ROOT_PRINCIPAL, dev);
        assertThat(prod.get(ROOT_PRINCIPAL).scopeOf(AccessPolicy.CLUSTER_ADMIN)).isPresent();
        assertThat(Drift.of(prod, desired).unlisted()).contains(ROOT_PRINCIPAL);
        assertThat(Fleet.builder().cluster("prod", prod, desired).build().plan().failures())
                .isEmpty();
    }

    @Test
    void planThatOwnsTheCluster_leavesItAlone_andRevokeTakesItAwayByName() {
        AccessPlan plan = prod.plan(desired);

        assertThat(plan.changes()).noneMatch(change -> change.target().equals(ROOT_PRINCIPAL.toString()));
        assertThat(plan.toString()).contains("Left alone", ROOT);
        assertThat(prod.revoke(ROOT_PRINCIPAL)).isTrue();
        assertThat(prod.principals()).doesNotContain(ROOT_PRINCIPAL);
    }

    @Test
    void itGivesNobodyAnything_andSpoilsNoOtherAnswer() {
        AccessModel model = ClusterAccess.read(prod);

        assertThat(model.whoCan(AccessRequest.of("get", "secrets")))
                .extracting(Holder::subject)
                .contains(new Subject.Principal(dev))
                .doesNotContain(new Subject.Principal(ROOT_PRINCIPAL));
        assertThat(AccessEntryMapper.of(prod)
                        .map(IamIdentity.builder()
                                .arn(ROOT)
                                .canonicalArn(ROOT)
                                .accountId("111122223333")
                                .principalId("111122223333")
                                .accessKeyId("")
                                .build()))
                .isInstanceOf(Unmapped.class);
        assertThat(cluster).principal(developer).can("get", "secrets").clusterWide();
    }

    @Test
    void reviewsNameIt() {
        AccessModel model = ClusterAccess.read(prod);
        AccessReport report = AccessReport.of(model).with(Risks.of(model, RbacObjects.none(), AwsAuth.none()));

        assertThat(report.risks())
                .filteredOn(risk -> risk.kind().id().equals("not-a-role-or-user"))
                .singleElement()
                .satisfies(risk -> assertThat(risk.source()).contains(ROOT));
        for (ReportFormat format :
                List.of(ReportFormat.TEXT, ReportFormat.JSON, ReportFormat.MARKDOWN, ReportFormat.HTML)) {
            assertThat(report.render(format)).contains(ROOT);
        }
    }
}
