package io.github.accessentries.benchmarks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.FakeEks;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * A plan that changes the policy of each of 3,000 entries, as many as EKS allows, with exact effects: the entries are read from
 * the fake by the SDK's client, and the fake is in the heap of 64 MiB as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = "-Xmx64m")
public class PlanBenchmark {

    private static final int ENTRIES = 3_000;
    private static final String CLUSTER = "large";

    private FakeEks fake = FakeEks.builder().signatureChecks(false).build();
    private @Nullable EksAccessEntries entries;
    private DesiredAccess desired = DesiredAccess.builder().build();

    /** Makes the cluster with its entries, and the state that is wanted. */
    @Setup
    public void setup() {
        fake.createCluster(CLUSTER);
        EksClient client = fake.eksClient();
        DesiredAccess.Builder wanted = DesiredAccess.builder();
        for (int i = 0; i < ENTRIES; i++) {
            String arn = PrincipalArn.role("111122223333", "role-" + i).arn();
            AccessScope scope = AccessScope.namespaces("team-" + i % 300);
            client.createAccessEntry(
                    r -> r.clusterName(CLUSTER).principalArn(arn).kubernetesGroups("team"));
            client.associateAccessPolicy(r -> r.clusterName(CLUSTER)
                    .principalArn(arn)
                    .policyArn(AccessPolicy.EDIT.arnIn("aws"))
                    .accessScope(each -> each.type("namespace").namespaces(scope.namespaces())));
        }
        EksAccessEntries made = EksAccessEntries.builder()
                .cluster(CLUSTER)
                .eksClient(client)
                .planContext(PlanContext.builder().model(ClusterAccess::of).build())
                .build();
        entries = made;
        for (AccessEntry entry : made.list()) {
            wanted.entry(DesiredEntry.of(AccessEntry.builder()
                    .cluster(entry.cluster())
                    .principal(entry.principal())
                    .username(entry.username())
                    .groups(entry.groups())
                    .addPolicies(PolicyAssociation.of(
                            AccessPolicy.VIEW, entry.policies().get(0).scope()))
                    .build()));
        }
        desired = wanted.build();
    }

    /** The fake keeps what it was asked. */
    @Setup(Level.Invocation)
    public void forgetCalls() {
        fake.clearCalls();
    }

    /** Ends the fake. */
    @TearDown
    public void close() {
        fake.close();
    }

    /**
     * Plans.
     *
     * @return the plan
     */
    @Benchmark
    public AccessPlan plan() {
        AccessPlan plan = requireNonNull(entries).plan(desired);
        if (plan.effects().changes().size() != ENTRIES) {
            throw new IllegalStateException("The plan changes what "
                    + plan.effects().changes().size() + " may do; the benchmark is made for all " + ENTRIES);
        }
        return plan;
    }
}
