package io.github.accessentries.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What plans may know beyond the access entries, so that they find more dangers. Each part is asked anew for each plan.
 * Safe to share between threads if its parts are.
 */
public final class PlanContext {

    private final @Nullable Supplier<String> caller;
    private final @Nullable Supplier<AwsAuth> awsAuth;
    private final @Nullable PrincipalDirectory directory;
    private final Function<List<AccessEntry>, AccessModel> model;

    private PlanContext(Builder builder) {
        this.caller = builder.caller;
        this.awsAuth = builder.awsAuth;
        this.directory = builder.directory;
        this.model = builder.model;
    }

    /**
     * Starts with nothing known.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Asks who makes the changes.
     *
     * @return the ARN of a role, a session of one, or a user; empty if nobody can tell
     */
    public Optional<String> caller() {
        return Optional.ofNullable(caller).map(Supplier::get);
    }

    /**
     * Reads what the {@code aws-auth} ConfigMap says now.
     *
     * @return its mappings, empty if nobody can tell
     */
    public Optional<AwsAuth> awsAuth() {
        return Optional.ofNullable(awsAuth).map(Supplier::get);
    }

    /**
     * What IAM knows.
     *
     * @return the directory, empty if there is none
     */
    public Optional<PrincipalDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    /**
     * What entries amount to, together with all else that grants access on the cluster.
     *
     * @param entries entries as they are, or as they will be
     * @return the model of the cluster with these entries
     */
    public AccessModel model(List<AccessEntry> entries) {
        return model.apply(entries);
    }

    /** Builds contexts. Not thread-safe. */
    public static final class Builder {

        private @Nullable Supplier<String> caller;
        private @Nullable Supplier<AwsAuth> awsAuth;
        private @Nullable PrincipalDirectory directory;
        private Function<List<AccessEntry>, AccessModel> model = ClusterAccess::of;

        private Builder() {}

        /**
         * Tells who makes the changes, so that they do not lock themselves out.
         *
         * @param arn the ARN of a role, a session of one, or a user
         * @return this builder
         * @throws IllegalArgumentException if it is none of these
         */
        public Builder caller(String arn) {
            CallerArn.of(arn);
            return caller(() -> arn);
        }

        /**
         * Finds out who makes the changes, for example from STS: {@code () -> sts.getCallerIdentity().arn()}.
         *
         * @param arn gives the ARN of a role, a session of one, or a user
         * @return this builder
         */
        public Builder caller(Supplier<String> arn) {
            this.caller = requireNonNull(arn, "arn");
            return this;
        }

        /**
         * Reads the {@code aws-auth} ConfigMap, which counts only while the cluster heeds it.
         *
         * @param awsAuth gives what it says now
         * @return this builder
         */
        public Builder awsAuth(Supplier<AwsAuth> awsAuth) {
            this.awsAuth = requireNonNull(awsAuth, "awsAuth");
            return this;
        }

        /**
         * Asks IAM, so that entries are found whose principal was made again.
         *
         * @param directory what IAM knows
         * @return this builder
         */
        public Builder directory(PrincipalDirectory directory) {
            this.directory = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Says what the cluster's entries amount to, together with all else that grants access there. It is asked for the
         * entries before and after a plan.
         *
         * @param model {@code ClusterAccess::of} by default, which knows the entries only
         * @return this builder
         */
        public Builder model(Function<List<AccessEntry>, AccessModel> model) {
            this.model = requireNonNull(model, "model");
            return this;
        }

        /**
         * Makes it.
         *
         * @return the context
         */
        public PlanContext build() {
            return new PlanContext(this);
        }
    }
}
