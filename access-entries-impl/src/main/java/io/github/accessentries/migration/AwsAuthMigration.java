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
 * Moves a cluster from the {@code aws-auth} ConfigMap to access entries, in three steps that a person can review in
 * between:
 *
 * <pre>{@code
 * AwsAuthMigration migration = AwsAuthMigration.builder().cluster(prod).kubernetes(api).build();
 * System.out.println(migration.plan());                                   // changes nothing
 * migration.makeEntries(backup, ApplyOptions.defaults(), System.out::println);   // next to the ConfigMap
 * migration.leaveConfigMap(SignOff.none(), System.out::println);                 // mode API, if proven safe
 * }</pre>
 *
 * <p>Every step reads the cluster again and can be repeated; the next run completes one that was interrupted.
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
     * Starts without a directory. The cluster and its Kubernetes API are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Plans the migration from the cluster's current ConfigMap, RBAC objects and access entries.
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
     * Saves a backup of the ConfigMap, makes the cluster use access entries in addition to it, and creates the entries.
     * The ConfigMap itself stays as it is; from then on, entries take precedence over its mappings.
     *
     * @param backup the file for the current ConfigMap, in JSON that {@code kubectl apply -f} accepts; an existing file
     *     with other contents is never overwritten
     * @param options what is signed off, and how to apply the plan
     * @param progress receives a line for each step
     * @return the outcome for each entry
     * @throws io.github.accessentries.plan.UnsafePlanException if there is a finding that nobody has signed off
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     * @throws java.io.UncheckedIOException if the backup cannot be written, in which case nothing is changed
     */
    public ApplyReport makeEntries(Path backup, ApplyOptions options, Consumer<String> progress) {
        requireNonNull(backup, "backup");
        requireNonNull(options, "options");
        requireNonNull(progress, "progress");
        ConfigMapBackup configMap = ConfigMapBackup.read(kubernetes);
        configMap.keep(backup);
        progress.accept("saved the aws-auth ConfigMap of cluster " + cluster.cluster() + " to " + backup);
        cluster.enableAccessEntries(options.signOff(), progress);
        MigrationPlan migration = plan(configMap.awsAuth());
        // Each entry of the migration was compared with the mapping that it hides; nothing else is signed off.
        String[] compared = migration.desired().principals().stream()
                .map(principal -> Finding.of(Finding.Kind.AWS_AUTH_HIDDEN, principal, "compared")
                        .name())
                .toArray(String[]::new);
        ApplyOptions proven = ApplyOptions.builder()
                .from(options)
                .signOff(options.signOff().and(compared))
                .build();
        ApplyReport report = cluster.apply(cluster.plan(migration.desired()), proven);
        report.outcomes().forEach(outcome -> progress.accept(outcome.toString()));
        return report;
    }

    /**
     * Makes the cluster use access entries only, which cannot be undone. First proves again that no permission differs
     * from what the ConfigMap gave.
     *
     * @param signOff what is signed off; findings about the ConfigMap are settled by the proof and need no sign-off
     * @param progress receives a line for each step and each wait
     * @return what was changed
     * @throws UnsafePlanException if the proof has gaps, which cannot be signed off here, or another finding is not
     *     signed off
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     */
    public ModeChange leaveConfigMap(SignOff signOff, Consumer<String> progress) {
        requireNonNull(signOff, "signOff");
        requireNonNull(progress, "progress");
        MigrationPlan plan = plan();
        if (!plan.isProven()) {
            throw new UnsafePlanException(cluster.cluster(), unproven(plan));
        }
        // Entries that are still to be created do not give anybody access yet.
        if (!plan.desired().entries().isEmpty()) {
            throw new UnsafePlanException(
                    cluster.cluster(),
                    plan.desired().principals().stream()
                            .map(principal -> Finding.of(
                                    Finding.Kind.AWS_AUTH_STILL_USED,
                                    principal,
                                    "it has access only through the aws-auth ConfigMap; call makeEntries(..) first"))
                            .toList());
        }
        return cluster.requireAccessEntries(signOff.and(Finding.Kind.AWS_AUTH_STILL_USED.id()), progress);
    }

    private static List<Finding> unproven(MigrationPlan plan) {
        if (plan.gaps().isEmpty()) {
            return List.of(Finding.of(
                    Finding.Kind.AWS_AUTH_STILL_USED, "without the ConfigMap, access would change:\n" + plan.proof()));
        }
        return plan.gaps().stream()
                .map(gap -> Finding.builder()
                        .kind(Finding.Kind.AWS_AUTH_STILL_USED)
                        .subject(gap.mapping())
                        .text(gap.text())
                        .build())
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
         * @param cluster the cluster's access entries, which the caller closes
         * @return this builder
         */
        public Builder cluster(AccessEntries cluster) {
            this.cluster = requireNonNull(cluster, "cluster");
            return this;
        }

        /**
         * Sets where to read the ConfigMap and the RBAC objects; required.
         *
         * @param kubernetes the API of the same cluster
         * @return this builder
         */
        public Builder kubernetes(KubernetesApi kubernetes) {
            this.kubernetes = requireNonNull(kubernetes, "kubernetes");
            return this;
        }

        /**
         * Sets where to look up the paths of roles, as in {@link MigrationPlanner.Builder#directory}.
         *
         * @param directory looks up IAM principals
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
         * @throws IllegalStateException if the cluster or the Kubernetes API is missing
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
