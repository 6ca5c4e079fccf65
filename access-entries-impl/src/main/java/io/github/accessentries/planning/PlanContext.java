package io.github.accessentries.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What plans know in addition to the access entries, so that they find more dangers. Each part is read again for each
 * plan. Thread-safe if its parts are.
 */
public final class PlanContext {

    private final Supplier<Optional<String>> caller;
    private final @Nullable Supplier<AwsAuth> awsAuth;
    private final @Nullable PrincipalDirectory directory;
    private final @Nullable Function<List<AccessEntry>, AccessModel> model;
    private final @Nullable KubernetesApi kubernetes;
    private final Map<Unchecked.Part, String> remedies;

    private PlanContext(Builder builder) {
        this.caller = builder.caller;
        this.awsAuth = builder.awsAuth;
        this.directory = builder.directory;
        this.model = builder.model;
        this.kubernetes = builder.kubernetes;
        this.remedies = Map.copyOf(builder.remedies);
    }

    /**
     * Starts with an empty context.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The caller that makes the changes.
     *
     * @return the ARN of a role, a role session or a user; empty if unknown
     */
    public Optional<String> caller() {
        return requireNonNull(caller.get(), "The plan context's supplier of the caller gave null");
    }

    /**
     * Reads the current {@code aws-auth} ConfigMap.
     *
     * @return its mappings, empty if unknown
     */
    public Optional<AwsAuth> awsAuth() {
        if (awsAuth == null) {
            return kubernetes().map(AwsAuth::read);
        }
        return Optional.of(requireNonNull(awsAuth.get(), "The plan context's supplier of aws-auth gave null"));
    }

    /**
     * Whether {@link #awsAuth()} can tell anything. Does not read it.
     *
     * @return {@code true} if the context was given a reader of the ConfigMap, or the cluster's API
     */
    public boolean knowsAwsAuth() {
        return awsAuth != null || kubernetes != null;
    }

    /**
     * The directory of IAM principals.
     *
     * @return the directory, empty if there is none
     */
    public Optional<PrincipalDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    /**
     * The permissions that result from access entries, together with everything else that grants access on the cluster. Blocks where
     * the function that makes the model does.
     *
     * @param entries the entries before or after the changes
     * @return the model of the cluster with these entries
     */
    public AccessModel model(List<AccessEntry> entries) {
        requireNonNull(entries, "entries");
        if (model == null) {
            return kubernetes == null
                    ? ClusterAccess.of(entries)
                    : ClusterAccess.builder()
                            .entries(entries)
                            .awsAuth(awsAuth().orElseGet(AwsAuth::none))
                            .rbac(RbacObjects.read(kubernetes))
                            .build();
        }
        return model.apply(entries);
    }

    /**
     * Whether the context was given a model of its own, rather than what to make one of.
     *
     * @return {@code true} if {@link Builder#model} was called
     */
    public boolean hasModel() {
        return model != null;
    }

    /**
     * The cluster's own API.
     *
     * @return the API, empty if there is none
     */
    public Optional<KubernetesApi> kubernetes() {
        return Optional.ofNullable(kubernetes);
    }

    /**
     * Whether {@link #model} knows what grants access beside the entries, such as RBAC.
     *
     * @return {@code true} if the context was given a model, or the cluster's API
     */
    public boolean knowsRbac() {
        return model != null || kubernetes != null;
    }

    /**
     * What a reader of a result can do to have a part checked.
     *
     * @param part what was not checked
     * @param method what an author of the program can do, such as a method of the {@link Builder}
     * @return what {@link Builder#remedy} said, and else the method
     */
    public String remedy(Unchecked.Part part, String method) {
        return remedies.getOrDefault(requireNonNull(part, "part"), requireNonNull(method, "method"));
    }

    /** Builds contexts. Not thread-safe. */
    public static final class Builder {

        private Supplier<Optional<String>> caller = Optional::empty;
        private @Nullable Supplier<AwsAuth> awsAuth;
        private @Nullable PrincipalDirectory directory;
        private @Nullable Function<List<AccessEntry>, AccessModel> model;
        private @Nullable KubernetesApi kubernetes;
        private final Map<Unchecked.Part, String> remedies = new EnumMap<>(Unchecked.Part.class);

        private Builder() {}

        /**
         * Starts from another context: takes over all of its parts, each of which can be replaced.
         *
         * @param context the other context
         * @return this builder
         */
        public Builder from(PlanContext context) {
            requireNonNull(context, "context");
            caller = context.caller;
            awsAuth = context.awsAuth;
            directory = context.directory;
            model = context.model;
            kubernetes = context.kubernetes;
            remedies.putAll(context.remedies);
            return this;
        }

        /**
         * Sets the cluster's own API, from which {@code aws-auth} and RBAC are read where no other source is set, so that
         * effects and dangers are those of both halves. With a {@link
         * io.github.accessentries.kubernetes.WritableKubernetesApi}, plans can keep roles and bindings as well.
         *
         * @param api the API of the same cluster; the caller needs the verb list on RBAC objects and namespaces, and get on the
         *     ConfigMap
         * @return this builder
         */
        public Builder kubernetes(KubernetesApi api) {
            this.kubernetes = requireNonNull(api, "api");
            return this;
        }

        /**
         * Sets the caller that makes the changes, so that it does not lock itself out.
         *
         * @param arn the ARN of a role, a role session or a user
         * @return this builder
         * @throws IllegalArgumentException if it is not one of these
         */
        public Builder caller(String arn) {
            CallerArn.of(requireNonNull(arn, "arn"));
            return caller(() -> arn);
        }

        /**
         * Sets how to find the caller that makes the changes, for example with STS: {@code () ->
         * sts.getCallerIdentity().arn()}.
         *
         * @param arn supplies the ARN of a role, a role session or a user
         * @return this builder
         */
        public Builder caller(Supplier<String> arn) {
            requireNonNull(arn, "arn");
            return callerIfKnown(() ->
                    Optional.of(requireNonNull(arn.get(), "The plan context's supplier of the caller gave null")));
        }

        /**
         * Sets how to find the caller that makes the changes where that may fail without stopping a plan, which then tells
         * that it did not check for the caller.
         *
         * @param arn supplies the ARN of a role, a role session or a user, empty if it is unknown
         * @return this builder
         */
        public Builder callerIfKnown(Supplier<Optional<String>> arn) {
            this.caller = requireNonNull(arn, "arn");
            return this;
        }

        /**
         * Sets how to read the {@code aws-auth} ConfigMap, which counts only while the cluster uses it.
         *
         * @param awsAuth supplies its current mappings
         * @return this builder
         */
        public Builder awsAuth(Supplier<AwsAuth> awsAuth) {
            this.awsAuth = requireNonNull(awsAuth, "awsAuth");
            return this;
        }

        /**
         * Sets the directory of IAM principals, so that entries are found whose principal is gone or was
         * recreated. Every plan looks up the principals of all entries.
         *
         * @param directory looks up IAM principals
         * @return this builder
         */
        public Builder directory(PrincipalDirectory directory) {
            this.directory = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Sets how to model the permissions that result from access entries, together with everything else that grants
         * access on the cluster. It is called with the entries before and after a plan.
         *
         * @param model {@code ClusterAccess::of} by default, which knows only the entries
         * @return this builder
         */
        public Builder model(Function<List<AccessEntry>, AccessModel> model) {
            this.model = requireNonNull(model, "model");
            return this;
        }

        /**
         * Says what the readers of plans and diagnoses can do to have a part checked, where these are not those who write the program:
         * an option, or whom to ask. By default, results name the method of this builder.
         *
         * @param part what was not checked
         * @param remedy an imperative without its end, for example {@code add --iam}
         * @return this builder
         */
        public Builder remedy(Unchecked.Part part, String remedy) {
            remedies.put(requireNonNull(part, "part"), requireNonNull(remedy, "remedy"));
            return this;
        }

        /**
         * Makes it.
         *
         * @return the context
         */
        @CheckReturnValue
        public PlanContext build() {
            return new PlanContext(this);
        }
    }
}
