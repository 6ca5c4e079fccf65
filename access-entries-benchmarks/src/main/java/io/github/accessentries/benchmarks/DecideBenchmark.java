package io.github.accessentries.benchmarks;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One decision by access policies, on a cluster of n principals: each may edit in one namespace, every tenth may view
 * everything; the questions are random over six verbs and eight resources, 70 % of them in the asker's own namespace.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {

    private static final int QUESTIONS = 1 << 12;
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "delete");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/log",
            "secrets",
            "configmaps",
            "services",
            "deployments.apps",
            "jobs.batch",
            "roles.rbac.authorization.k8s.io");

    /** How many principals have an entry. */
    @Param({"100", "1000", "10000"})
    public int principals;

    private final List<KubernetesUser> users = new ArrayList<>();
    private final List<AccessRequest> requests = new ArrayList<>();
    private Authorizer authorizer = (user, request) -> Decision.of(List.of(), List.of());
    private int next;

    /** Makes the cluster and the questions. */
    @Setup
    public void setup() {
        SplittableRandom random = new SplittableRandom(42);
        int namespaces = principals / 10;
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < principals; i++) {
            AccessEntry.Builder entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(PrincipalArn.role("111122223333", "role-" + i))
                    .username("role-" + i)
                    .addPolicies(PolicyAssociation.of(
                            AccessPolicy.EDIT, AccessScope.namespaces("namespace-" + i % namespaces)));
            if (i % 10 == 0) {
                entry.addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()));
            }
            entries.add(entry.build());
        }
        authorizer = ClusterAccess.of(entries).authorizer();
        for (int i = 0; i < QUESTIONS; i++) {
            int asker = random.nextInt(principals);
            int namespace = random.nextInt(10) < 7 ? asker % namespaces : random.nextInt(namespaces);
            users.add(KubernetesUser.builder()
                    .username("role-" + asker)
                    .putExtra(
                            KubernetesUser.CANONICAL_ARN,
                            List.of(entries.get(asker).principal().canonical()))
                    .putExtra(KubernetesUser.PRINCIPAL_ID, List.of("AROAEXAMPLE" + asker))
                    .build());
            requests.add(AccessRequest.of(
                            VERBS.get(random.nextInt(VERBS.size())), RESOURCES.get(random.nextInt(RESOURCES.size())))
                    .inNamespace("namespace-" + namespace));
        }
    }

    /**
     * Decides one request.
     *
     * @return the decision
     */
    @Benchmark
    public Decision decide() {
        int question = next++ & (QUESTIONS - 1);
        return authorizer.decide(users.get(question), requests.get(question));
    }
}
