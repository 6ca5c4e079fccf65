package io.github.accessentries.benchmarks;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One ClusterRole of about 1.5 MiB, as large as an object of a cluster can be, of several shapes, in a heap of 64 MiB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = "-Xmx64m")
public class WideRoleBenchmark {

    private static final Subject ANA = new Subject.User("ana");
    private static final AccessRequest REQUEST =
            AccessRequest.of("get", "secrets").inNamespace("prod");

    /** What makes the role large. */
    @Param({"verbs-and-names", "product", "repeated", "rules", "groups", "slashes", "paths"})
    public String shape = "";

    private RbacObjects rbac = RbacObjects.none();
    private AccessModel model = ClusterAccess.of(List.of());
    private AccessModel later = model;
    private Authorizer authorizer = model.authorizer();
    private KubernetesUser user = KubernetesUser.builder().username("ana").build();

    /** Makes the role, and the same with one more rule. */
    @Setup
    public void setup() {
        List<Rule> rules = rules(shape);
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule(List.of("get"), "", List.of("secrets"), List.of()));
        rbac = rbac(rules);
        model = ClusterAccess.builder().rbac(rbac).build();
        later = ClusterAccess.builder().rbac(rbac(more)).build();
        authorizer = model.authorizer();
        user = model.userOf(ANA).orElseThrow();
    }

    private static List<Rule> rules(String shape) {
        return switch (shape) {
            case "verbs-and-names" -> List.of(rule(texts("v", 400), "", List.of("pods"), texts("n", 150_000)));
            case "product" ->
                List.of(Rule.asReceived()
                        .verbs(texts("v", 60_000))
                        .apiGroups(texts("g", 60_000))
                        .resources(texts("r", 60_000))
                        .build());
            case "repeated" -> Collections.nCopies(3_000, rule(texts("v", 64), "", texts("r", 64), List.of()));
            case "rules" ->
                texts("n", 15_000).stream()
                        .map(name -> rule(List.of("get"), "", List.of("pods"), List.of(name)))
                        .toList();
            case "groups" ->
                texts("g", 15_000).stream()
                        .map(group -> rule(List.of("*"), group, List.of("*"), List.of()))
                        .toList();
            case "slashes" -> List.of(rule(List.of("get"), "", List.of("/".repeat(1_500_000) + "x"), List.of()));
            case "paths" ->
                List.of(Rule.asReceived()
                        .addVerbs("get")
                        .paths(texts("/some/path/of/", 60_000))
                        .build());
            default -> throw new IllegalArgumentException("There is no shape " + shape);
        };
    }

    private static Rule rule(List<String> verbs, String group, List<String> resources, List<String> names) {
        return Rule.asReceived()
                .verbs(verbs)
                .addApiGroups(group)
                .resources(resources)
                .resourceNames(names)
                .build();
    }

    private static List<String> texts(String start, int count) {
        return IntStream.range(0, count).mapToObj(i -> start + i).toList();
    }

    private static RbacObjects rbac(List<Rule> rules) {
        return RbacObjects.builder()
                .roles(List.of(RbacRole.builder().name("large").rules(rules).build()))
                .bindings(List.of(RbacBinding.builder()
                        .name("large")
                        .roleKind(RbacBinding.CLUSTER_ROLE)
                        .role("large")
                        .addSubjects(
                                RbacSubject.builder().kind("User").name("ana").build())
                        .build()))
                .allBindings(true)
                .build();
    }

    /**
     * Compiles the model and decides one request by it.
     *
     * @return the decision
     */
    @Benchmark
    public boolean buildAndDecide() {
        return ClusterAccess.builder()
                .rbac(rbac)
                .build()
                .authorizer()
                .decide(user, REQUEST)
                .allowed();
    }

    /**
     * Denies a request and says what comes nearest.
     *
     * @return what comes nearest
     */
    @Benchmark
    public List<String> explain() {
        return authorizer.decide(user, REQUEST).nearest();
    }

    /**
     * Finds who can.
     *
     * @return the holders
     */
    @Benchmark
    public Holders whoCan() {
        return model.whoCan(REQUEST);
    }

    /**
     * Lists what the holder of the role may do.
     *
     * @return its permissions
     */
    @Benchmark
    public Permissions permissionsOf() {
        return model.permissionsOf(ANA);
    }

    /**
     * Compares with the role that has one more rule.
     *
     * @return the comparison
     */
    @Benchmark
    public ModelComparison compare() {
        return model.compare(later);
    }

    /**
     * Looks for risks.
     *
     * @return the risks
     */
    @Benchmark
    public List<Risk> risks() {
        return Risks.of(model, rbac, AwsAuth.none());
    }
}
