package io.github.accessentries.migration;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.rbac.RbacObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves a cluster from the {@code aws-auth} ConfigMap to access entries, in three steps that a person looks at in between:
 *
 * <pre>{@code
 * AwsAuthMigration migration = AwsAuthMigration.builder().cluster(prod).kubernetes(api).build();
 * System.out.println(migration.plan());                                   // reads, and changes nothing
 * migration.makeEntries(backup, ApplyOptions.defaults(), System.out::println);   // beside the ConfigMap
 * migration.leaveConfigMap(SignOff.none(), System.out::println);                 // mode API; refused while anything is unproven
 * }</pre>
 *
 * <p>Every step reads the cluster anew and can be repeated; one that was stopped is finished by the next run.
 * Thread-safe.
 */
public final class AwsAuthMigration {

    private final AccessEntries cluster;
    private final KubernetesApi kubernetes;
    private final @Nullable PrincipalDirectory directory;

    private AwsAuthMigration(AccessEntries cluster, KubernetesApi kubernetes, @Nullable PrincipalDirectory directory) {
        this.cluster = cluster;
        this.kubernetes = kubernetes;
        this.directory = directory;
    }

    /**
     * Starts with no directory. Cluster and Kubernetes API are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Plans the migration from what the cluster has now: ConfigMap, RBAC objects and entries.
     *
     * @return the plan with its proof
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read
     */
    public MigrationPlan plan() {
        return plan(ConfigMapBackup.read(kubernetes).awsAuth());
    }

    private MigrationPlan plan(AwsAuth awsAuth) {
        List<AccessEntry> entries = cluster.authenticationMode().usesAccessEntries() ? cluster.list() : List.of();
        MigrationPlanner.Builder planner = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RbacObjects.read(kubernetes))
                .entries(entries);
        return (directory == null ? planner : planner.directory(directory))
                .build()
                .plan();
    }

    /**
     * Keeps a backup of the ConfigMap, lets the cluster heed access entries beside it, and makes the entries. The ConfigMap
     * itself stays as it is, and entries go before its mappings from then on.
     *
     * @param backup where the ConfigMap is kept as it is now, in JSON as {@code kubectl apply -f} takes it; a file that is
     *     there already with another text is never overwritten
     * @param options what is signed off, and how to go about it
     * @param progress receives a line for each thing that is done
     * @return what became of the entries
     * @throws io.github.accessentries.plan.UnsafePlanException if there is a finding that nobody has signed off
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     * @throws java.io.UncheckedIOException if the backup cannot be written; nothing is changed then
     */
    public ApplyReport makeEntries(Path backup, ApplyOptions options, Consumer<String> progress) {
        requireNonNull(backup, "backup");
        requireNonNull(options, "options");
        requireNonNull(progress, "progress");
        ConfigMapBackup configMap = ConfigMapBackup.read(kubernetes);
        configMap.keep(backup);
        progress.accept("kept the aws-auth ConfigMap of cluster " + cluster.cluster() + " in " + backup);
        cluster.enableAccessEntries(options.signOff(), progress);
        ApplyReport report =
                cluster.apply(cluster.plan(plan(configMap.awsAuth()).desired()), options);
        report.outcomes().forEach(outcome -> progress.accept(outcome.toString()));
        return report;
    }

    /**
     * Lets the cluster heed entries only, which cannot be undone. Proves anew that everybody can do exactly what they could
     * with the ConfigMap.
     *
     * @param signOff what is signed off; findings about the ConfigMap are settled by the proof and need no signature
     * @param progress receives a line for each thing that is done or waited for
     * @return what was changed
     * @throws UnsafePlanException if the proof has gaps, which cannot be signed off here, or there is another finding
     *     that nobody has signed off
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     */
    public ModeChange leaveConfigMap(SignOff signOff, Consumer<String> progress) {
        requireNonNull(signOff, "signOff");
        requireNonNull(progress, "progress");
        MigrationPlan plan = plan();
        if (!plan.isProven()) {
            throw new UnsafePlanException(cluster.cluster(), unproven(plan));
        }
        // Entries that are still to be made are missing, however good they would be.
        if (!plan.desired().entries().isEmpty()) {
            throw new UnsafePlanException(
                    cluster.cluster(),
                    plan.desired().principals().stream()
                            .map(principal -> Finding.of(
                                    Finding.Kind.AWS_AUTH_STILL_USED,
                                    principal,
                                    "it has access by the aws-auth ConfigMap alone; makeEntries(..) comes first"))
                            .toList());
        }
        return cluster.requireAccessEntries(signOff.and(Finding.Kind.AWS_AUTH_STILL_USED.id()), progress);
    }

    private static List<Finding> unproven(MigrationPlan plan) {
        if (plan.gaps().isEmpty()) {
            return List.of(Finding.of(
                    Finding.Kind.AWS_AUTH_STILL_USED, "without the ConfigMap this would change:\n" + plan.proof()));
        }
        return plan.gaps().stream()
                .map(gap -> new Finding(Finding.Kind.AWS_AUTH_STILL_USED, gap.mapping(), gap.text()))
                .toList();
    }

    /** Builds {@link AwsAuthMigration}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AccessEntries cluster;
        private @Nullable KubernetesApi kubernetes;
        private @Nullable PrincipalDirectory directory;

        private Builder() {}

        /**
         * Names the cluster; required.
         *
         * @param cluster the cluster's entries; they stay the caller's to close
         * @return this builder
         */
        public Builder cluster(AccessEntries cluster) {
            this.cluster = requireNonNull(cluster, "cluster");
            return this;
        }

        /**
         * Reads the ConfigMap and the RBAC objects; required.
         *
         * @param kubernetes the API of the same cluster
         * @return this builder
         */
        public Builder kubernetes(KubernetesApi kubernetes) {
            this.kubernetes = requireNonNull(kubernetes, "kubernetes");
            return this;
        }

        /**
         * Tells the paths of roles, as {@link MigrationPlanner.Builder#directory} says.
         *
         * @param directory what IAM knows
         * @return this builder
         */
        public Builder directory(PrincipalDirectory directory) {
            this.directory = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Builds it. Makes no call.
         *
         * @return the migration
         * @throws IllegalStateException if cluster or Kubernetes API are missing
         */
        @CheckReturnValue
        public AwsAuthMigration build() {
            if (cluster == null || kubernetes == null) {
                throw new IllegalStateException(
                        "A migration needs the cluster and its Kubernetes API; call cluster(..) and kubernetes(..) before"
                                + " build()");
            }
            return new AwsAuthMigration(cluster, kubernetes, directory);
        }
    }
}
