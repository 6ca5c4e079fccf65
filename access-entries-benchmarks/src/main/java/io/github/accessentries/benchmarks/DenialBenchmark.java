package io.github.accessentries.benchmarks;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A denial with what comes nearest to allowing, as a webhook answers a SubjectAccessReview. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DenialBenchmark {

    private static final AccessRequest REQUEST =
            AccessRequest.of("delete", "things.group-7.example.com").inNamespace("prod");

    /** How many rules the role has that the user holds. */
    @Param({"10", "1000"})
    public int rules;

    private Authorizer authorizer = (user, request) -> Decision.of(List.of(), List.of());
    private final KubernetesUser user = KubernetesUser.builder().username("ana").build();

    /** Makes a role with a rule for each of as many groups. */
    @Setup
    public void setup() {
        List<Rule> all = IntStream.range(0, rules)
                .mapToObj(i -> Rule.builder()
                        .addVerbs("get", "list")
                        .addApiGroups("group-" + i + ".example.com")
                        .addResources("things", "others-" + i)
                        .build())
                .toList();
        authorizer = ClusterAccess.builder()
                .rbac(RbacObjects.builder()
                        .roles(List.of(
                                RbacRole.builder().name("wide").rules(all).build()))
                        .bindings(List.of(RbacBinding.builder()
                                .name("wide")
                                .roleKind(RbacBinding.CLUSTER_ROLE)
                                .role("wide")
                                .addSubjects(RbacSubject.builder()
                                        .kind("User")
                                        .name("ana")
                                        .build())
                                .build()))
                        .allBindings(true)
                        .build())
                .build()
                .authorizer();
    }

    /**
     * Denies without more.
     *
     * @return the decision
     */
    @Benchmark
    public Decision deny() {
        return authorizer.decide(user, REQUEST);
    }

    /**
     * Denies and says what comes nearest.
     *
     * @return the sentences
     */
    @Benchmark
    public List<String> denyWithReason() {
        return authorizer.decide(user, REQUEST).nearest();
    }
}
