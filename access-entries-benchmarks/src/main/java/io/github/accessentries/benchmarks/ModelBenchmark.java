package io.github.accessentries.benchmarks;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What else is done with the model of a {@link Fleet}: making it, turning it round, and comparing it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ModelBenchmark {

    private static final AccessRequest REQUEST = AccessRequest.of("get", "pods").inNamespace("namespace-5");

    /** How many principals there are. */
    @Param("10000")
    public int principals;

    /** Whether bindings of RBAC or access policies give them what they have. */
    @Param({"bindings", "policies"})
    public String by = "";

    private List<AccessEntry> entries = List.of();
    private List<AccessEntry> changedEntries = List.of();
    private RbacObjects rbac = RbacObjects.none();
    private AccessModel model = ClusterAccess.of(List.of());
    private AccessModel changed = model;
    private AccessModel muchChanged = model;

    /** Makes the cluster, and the same with one entry that may do more. */
    @Setup
    public void setup() {
        Fleet fleet = new Fleet(principals, by.equals("bindings"));
        entries = fleet.entries();
        rbac = fleet.rbac();
        AccessEntry first = entries.get(0);
        changedEntries = new ArrayList<>(entries);
        changedEntries.set(
                0,
                AccessEntry.builder()
                        .cluster(first.cluster())
                        .principal(first.principal())
                        .username(first.username())
                        .addPolicies(PolicyAssociation.of(AccessPolicy.ADMIN, AccessScope.namespaces("prod")))
                        .build());
        model = fleet.model();
        changed = ClusterAccess.builder().from(model).entries(changedEntries).build();
        List<AccessEntry> manyChanged = new ArrayList<>(entries);
        for (int i = 0; i < Math.min(3_000, principals); i++) {
            AccessEntry entry = entries.get(i);
            manyChanged.set(
                    i,
                    AccessEntry.builder()
                            .cluster(entry.cluster())
                            .principal(entry.principal())
                            .username(entry.username())
                            .groups(entry.groups())
                            .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("own-" + i)))
                            .build());
        }
        muchChanged = ClusterAccess.builder().from(model).entries(manyChanged).build();
    }

    /**
     * Compiles the model anew.
     *
     * @return the model
     */
    @Benchmark
    public AccessModel build() {
        return ClusterAccess.builder().entries(entries).rbac(rbac).build();
    }

    /**
     * Compiles the model after one entry has changed.
     *
     * @return the model
     */
    @Benchmark
    public AccessModel rebuild() {
        return ClusterAccess.builder().from(model).entries(changedEntries).build();
    }

    /**
     * Finds who can read pods in one namespace: those who edit there, and every tenth.
     *
     * @return the holders
     */
    @Benchmark
    public Holders whoCan() {
        return model.whoCan(REQUEST);
    }

    /** A model that has not been asked who can do something yet. */
    @State(Scope.Benchmark)
    public static class Unasked {

        private AccessModel model = ClusterAccess.of(List.of());

        /**
         * Compiles it.
         *
         * @param benchmark has what it is made of
         */
        @Setup(Level.Invocation)
        public void build(ModelBenchmark benchmark) {
            model = ClusterAccess.builder()
                    .entries(benchmark.entries)
                    .rbac(benchmark.rbac)
                    .build();
        }
    }

    /**
     * Finds who can for the first time after a model was compiled, which turns the model round.
     *
     * @param unasked the model
     * @return the holders
     */
    @Benchmark
    public Holders firstWhoCan(Unasked unasked) {
        return unasked.model.whoCan(REQUEST);
    }

    /**
     * Lists what one principal may do.
     *
     * @return its permissions
     */
    @Benchmark
    public Permissions permissionsOf() {
        return model.permissionsOf(model.subjects().get(0));
    }

    /**
     * Compares with the model in which one entry has changed.
     *
     * @return the comparison
     */
    @Benchmark
    public ModelComparison compare() {
        return model.compare(changed);
    }

    /**
     * Compares with the model in which 3,000 principals edit in a namespace of their own.
     *
     * @return the comparison
     */
    @Benchmark
    public ModelComparison compareMuchChanged() {
        return model.compare(muchChanged);
    }
}
