package io.github.accessentries.migration;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.planning.AwsAuthFindings;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.rbac.RbacObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
 * <p>Every step reads the cluster again, blocks until it is done, and can be repeated; the next run completes one that was interrupted.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html">Migrating, in the EKS User Guide</a>
 */
public final class AwsAuthMigration {

    private final AccessEntries cluster;
    private final KubernetesApi kubernetes;
    private final @Nullable PrincipalDirectory directory;

    private final boolean moveBindings;

    private AwsAuthMigration(
            AccessEntries cluster,
            KubernetesApi kubernetes,
            @Nullable PrincipalDirectory directory,
            boolean moveBindings) {
        this.moveBindings = moveBindings;
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
        List<AccessEntry> entries =
                cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP ? List.of() : cluster.list();
        MigrationPlanner.Builder planner = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RbacObjects.read(kubernetes))
                .entries(entries);
        if (directory != null) {
            planner.directory(directory);
        }
        if (moveBindings) {
            planner.moveBindings();
        }
        return planner.build().plan();
    }

    /**
     * Saves a backup of the ConfigMap, makes the cluster use access entries in addition to it, and creates the entries, or
     * completes those that an interrupted run left without their policies. The ConfigMap itself stays as it is; from then
     * on, entries take precedence over its mappings.
     *
     * <p>Mappings with a gap get no entry and stay in effect. Only what could not be read in the ConfigMap or RBAC stops
     * everything, because it is not known what an entry would hide.
     *
     * @param backup the file for the current ConfigMap, in JSON that {@code kubectl apply -f} accepts; an existing file
     *     with other contents is never overwritten, and none is made if there is no ConfigMap
     * @param options what is signed off, and how to apply the plan
     * @param progress receives a line for each step
     * @return the outcome for each entry
     * @throws io.github.accessentries.plan.UnsafePlanException if there is a finding that nobody has signed off, or a part
     *     of the ConfigMap or RBAC that could not be read and whose finding is not signed off by its own name
     * @throws IllegalStateException if bindings are to be moved, and the cluster's own API can only be read
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed; before the mode is, if the
     *     cluster does not let the caller move the bindings
     * @throws java.io.UncheckedIOException if the backup cannot be written, in which case nothing is changed
     */
    public ApplyReport makeEntries(Path backup, ApplyOptions options, Consumer<String> progress) {
        return make(null, backup, options, progress);
    }

    /**
     * As {@link #makeEntries(Path, ApplyOptions, Consumer)}, if the migration still is the one that somebody has reviewed.
     *
     * @param reviewed the plan that was reviewed, of a migration like this
     * @param backup the file for the current ConfigMap
     * @param options what is signed off, and how to apply the plan
     * @param progress receives a line for each step
     * @return the outcome for each entry
     * @throws io.github.accessentries.plan.StalePlanException if the plan is another now, in which case nothing is changed, or
     *     becomes another while access entries are enabled, in which case no entry is made
     * @throws io.github.accessentries.plan.UnsafePlanException as without a reviewed plan
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     */
    public ApplyReport makeEntries(
            MigrationPlan reviewed, Path backup, ApplyOptions options, Consumer<String> progress) {
        requireNonNull(reviewed, "reviewed");
        return make(new ReviewedMigration(cluster.cluster(), reviewed), backup, options, progress);
    }

    private ApplyReport make(
            @Nullable ReviewedMigration reviewed, Path backup, ApplyOptions options, Consumer<String> progress) {
        requireNonNull(backup, "backup");
        requireNonNull(options, "options");
        requireNonNull(progress, "progress");
        ConfigMapBackup configMap = ConfigMapBackup.read(kubernetes);
        MigrationPlan first = plan(configMap.awsAuth());
        if (reviewed != null) {
            reviewed.requireSame(first);
        }
        requireNamed(first.unreadFindings(), options.signOff());
        new BindingsToMove(cluster, kubernetes).requirePossible(first.desired().objects());
        progress.accept(
                configMap.keep(backup)
                        ? "saved the aws-auth ConfigMap of cluster " + cluster.cluster() + " to " + backup
                        : "cluster " + cluster.cluster() + " has no aws-auth ConfigMap, so there is no backup");
        cluster.enableAccessEntries(options.signOff(), progress);
        MigrationPlan migration = plan(configMap.awsAuth());
        if (reviewed != null) {
            reviewed.requireWithin(migration);
        }
        requireNamed(migration.unreadFindings(), options.signOff());
        ApplyOptions proven = ApplyOptions.builder()
                .from(options)
                .signOff(options.signOff().and(compared(migration)))
                .build();
        ApplyReport report = cluster.apply(cluster.plan(migration.desired()), proven);
        report.outcomes().forEach(outcome -> progress.accept(outcome.toString()));
        report.outcomes().stream()
                .filter(outcome -> outcome.status() == Status.FAILED || outcome.status() == Status.NOT_TRIED)
                .map(Outcome::change)
                .filter(Change.Associate.class::isInstance)
                .map(change -> ((Change.Associate) change).principal())
                .distinct()
                .forEach(principal -> progress.accept("the entry of " + principal + " is not complete and may hide what"
                        + " aws-auth gives it; call makeEntries(..) again soon, or delete the entry"));
        return report;
    }

    /**
     * Each entry of the migration was compared with the mapping in effect and gives its principal the same, so that nothing
     * is hidden and nobody of another account gains anything; nothing else is signed off.
     */
    private static String[] compared(MigrationPlan migration) {
        return migration.desired().principals().stream()
                .flatMap(principal -> Stream.of(Finding.Kind.AWS_AUTH_HIDDEN, Finding.Kind.FOREIGN_PRINCIPAL)
                        .map(kind -> Finding.of(kind, principal, "compared").name()))
                .toArray(String[]::new);
    }

    /**
     * Makes the cluster use access entries only, which cannot be undone. First proves again that no permission differs
     * from what the ConfigMap gave, also where an entry hides a mapping.
     *
     * @param signOff what is signed off. Findings about the ConfigMap that the proof settles need no sign-off; its gaps do,
     *     each by its own name as {@link MigrationPlan#findings()} tells it, since a kind would also cover what is found
     *     only now
     * @param progress receives a line for each step and each wait
     * @return what was changed
     * @throws UnsafePlanException if a gap of the proof, an entry that is still to be made, or another finding is not
     *     signed off
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     */
    public ModeChange leaveConfigMap(SignOff signOff, Consumer<String> progress) {
        return leave(null, signOff, progress);
    }

    /**
     * As {@link #leaveConfigMap(SignOff, Consumer)}, if the migration still is the one that somebody has reviewed.
     *
     * @param reviewed the plan that was reviewed, of a migration like this
     * @param signOff what is signed off
     * @param progress receives a line for each step and each wait
     * @return what was changed
     * @throws io.github.accessentries.plan.StalePlanException if the plan is another now; nothing is changed then
     * @throws UnsafePlanException as without a reviewed plan
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read or changed
     */
    public ModeChange leaveConfigMap(MigrationPlan reviewed, SignOff signOff, Consumer<String> progress) {
        requireNonNull(reviewed, "reviewed");
        return leave(new ReviewedMigration(cluster.cluster(), reviewed), signOff, progress);
    }

    private ModeChange leave(@Nullable ReviewedMigration reviewed, SignOff signOff, Consumer<String> progress) {
        requireNonNull(signOff, "signOff");
        requireNonNull(progress, "progress");
        MigrationPlan plan = plan();
        if (reviewed != null) {
            reviewed.requireSame(plan);
        }
        List<Finding> open = new ArrayList<>(plan.findings());
        // Entries that are still to be created do not give anybody access yet.
        plan.outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.MOVED)
                .map(outcome -> Finding.builder()
                        .from(outcome.finding())
                        .text("it has access only through the aws-auth ConfigMap, or its entry is not complete; call"
                                + " makeEntries(..) first")
                        .build())
                .forEach(open::add);
        requireNamed(open, signOff);
        return cluster.requireAccessEntries(signOff.and(settled(plan)), progress);
    }

    /** What the proof has looked at itself: that the ConfigMap was read, and each mapping that needs no entry. */
    private static String[] settled(MigrationPlan plan) {
        return Stream.concat(
                        Stream.of(AwsAuthFindings.notRead()),
                        plan.outcomes().stream()
                                .filter(outcome -> outcome.kind() == Kind.IDLE)
                                .flatMap(idle -> Stream.of(
                                                Finding.Kind.AWS_AUTH_STILL_USED, Finding.Kind.AWS_AUTH_HIDDEN)
                                        .map(kind -> Finding.builder()
                                                .kind(kind)
                                                .subject(idle.mapping())
                                                .text("compared")
                                                .build())))
                .map(Finding::name)
                .toArray(String[]::new);
    }

    /** The name of a kind is not enough for what cannot be undone: the person has to have seen each finding. */
    private void requireNamed(List<Finding> findings, SignOff signOff) {
        List<Finding> open = findings.stream()
                .filter(finding -> !signOff.names().contains(finding.name()))
                .toList();
        if (!open.isEmpty()) {
            throw new UnsafePlanException(cluster.cluster(), open);
        }
    }

    /** Builds {@link AwsAuthMigration}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AccessEntries cluster;
        private @Nullable KubernetesApi kubernetes;
        private @Nullable PrincipalDirectory directory;
        private boolean moveBindings;

        private Builder() {}

        /**
         * Moves what RBAC gives to groups whose names EKS reserves, as in {@link MigrationPlanner.Builder#moveBindings}. The
         * bindings are made together with the entries, so the access entries have to know the cluster's API as one that can be
         * written.
         *
         * @return this builder
         */
        public Builder moveBindings() {
            moveBindings = true;
            return this;
        }

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
            return new AwsAuthMigration(cluster, kubernetes, directory, moveBindings);
        }
    }
}
