package io.github.accessentries.benchmarks;

import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import java.util.List;
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
 * One decision on a {@link Fleet}, by bindings and by access policies. {@link DecideRatio} measures both in one JVM.
 *
 * <p>To measure the half that is RBAC beside Kubernetes' own authorizer, which is written in Go and has no place in this build:
 * give that one the roles and bindings of {@code new Fleet(n, true)}, where {@code group-i} may edit in {@code namespace-(i mod
 * n/10)} by a RoleBinding {@code edit-i} to the ClusterRole {@code edit}, and every tenth group may view everything by a
 * ClusterRoleBinding {@code view-i} to {@code view}, with the rules of the access policies of these names; ask it the questions of
 * {@link Fleet#questions}, which are the same each time; and run both on one machine, one after the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {

    private static final int QUESTIONS = 1 << 12;

    /** How many principals there are. */
    @Param({"100", "1000", "10000"})
    public int principals;

    /** Whether bindings of RBAC or access policies give them what they have. */
    @Param({"bindings", "policies"})
    public String by = "";

    private List<Fleet.Question> questions = List.of();
    private Authorizer authorizer = (user, request) -> Decision.of(List.of(), List.of());
    private int next;

    /** Makes the cluster and the questions. */
    @Setup
    public void setup() {
        Fleet fleet = new Fleet(principals, by.equals("bindings"));
        authorizer = fleet.model().authorizer();
        questions = fleet.questions(QUESTIONS);
    }

    /**
     * Decides one request.
     *
     * @return the decision
     */
    @Benchmark
    public Decision decide() {
        Fleet.Question question = questions.get(next++ & (QUESTIONS - 1));
        return authorizer.decide(question.user(), question.request());
    }
}
