package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.principal.DirectoryAnswers;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known beyond EKS, read at most once for one run. Somebody who is locked out seldom can read the cluster itself, so
 * what cannot be read is noted and done without. For one thread.
 */
final class KnownSources {

    /** Something that was read, or why it was not. */
    private record Reading<T>(Optional<T> value, String fault) {

        static <T> Reading<T> of(@Nullable Supplier<T> source) {
            if (source == null) {
                return new Reading<>(Optional.empty(), "");
            }
            try {
                return new Reading<>(Optional.of(source.get()), "");
            } catch (AccessEntriesException e) {
                return new Reading<>(Optional.empty(), String.valueOf(e.getMessage()));
            }
        }

        String why(String ifNotGiven) {
            return fault.isEmpty() ? ifNotGiven : "it could not be read: " + fault;
        }
    }

    private final PlanContext given;
    private final @Nullable KubernetesApi kubernetes;
    private @Nullable Reading<AwsAuth> awsAuth;
    private @Nullable Reading<RbacObjects> rbac;

    KnownSources(PlanContext given, @Nullable KubernetesApi kubernetes) {
        this.given = given;
        this.kubernetes = kubernetes;
    }

    private Reading<AwsAuth> awsAuthReading() {
        if (awsAuth == null) {
            awsAuth = given.knowsAwsAuth()
                    ? Reading.of(() -> given.awsAuth().orElseThrow())
                    : Reading.of(kubernetes == null ? null : () -> AwsAuth.read(kubernetes));
        }
        return awsAuth;
    }

    private Reading<RbacObjects> rbacReading() {
        if (rbac == null) {
            rbac = Reading.of(kubernetes == null ? null : () -> RbacObjects.read(kubernetes));
        }
        return rbac;
    }

    /** What {@code aws-auth} says, if that could be read. */
    Optional<AwsAuth> awsAuth() {
        return awsAuthReading().value();
    }

    /** Why {@link #awsAuth} is unknown. */
    String withoutAwsAuth() {
        return awsAuthReading().why(notGiven(Part.AWS_AUTH));
    }

    /** Whether a model can have more than the entries alone. */
    private boolean hasMore() {
        return given.knowsRbac() || rbacReading().value().isPresent();
    }

    /** Why it is unknown what groups and user names give. */
    String withoutRbac() {
        return rbacReading().why(notGiven(Part.RBAC));
    }

    private String notGiven(Part part) {
        return "it was not read from the cluster; " + given.remedy(part, "give the cluster's Kubernetes API");
    }

    /**
     * What some entries give, with all that is known beside them.
     *
     * @param entries those that the cluster acts on
     * @param state tells whether the ConfigMap counts
     */
    AccessModel model(List<AccessEntry> entries, ClusterState state) {
        if (given.knowsRbac()) {
            return given.model(entries);
        }
        ClusterAccess.Builder model = ClusterAccess.builder().entries(entries);
        rbacReading().value().ifPresent(model::rbac);
        if (state.heedsConfigMap()) {
            awsAuth().ifPresent(model::awsAuth);
        } else {
            model.awsAuth(AwsAuth.none());
        }
        return model.build();
    }

    /** The same for changes to the cluster, which then see the dangers that this knowledge shows. */
    PlanContext context(ClusterState state) {
        PlanContext.Builder context = PlanContext.builder().callerIfKnown(given::caller);
        given.directory().ifPresent(context::directory);
        awsAuth().ifPresent(read -> context.awsAuth(() -> read));
        if (hasMore()) {
            Function<List<AccessEntry>, AccessModel> model = entries -> model(entries, state);
            context.model(model);
        }
        return context.build();
    }

    /** The directory, if it can tell of a principal. */
    Optional<PrincipalDirectory> directoryOf(PrincipalArn principal) {
        return given.directory().filter(iam -> principal.isRoleOrUser() && iam.covers(principal.accountId()));
    }

    /**
     * Looks a principal up, and notes if that is not possible.
     *
     * @return the answer of IAM, empty if it gave none
     */
    Optional<Optional<KnownPrincipal>> inIam(PrincipalArn principal, DiagnosisNotes notes) {
        Optional<PrincipalDirectory> directory = directoryOf(principal);
        if (directory.isEmpty()) {
            notes.notLooked(
                    Part.IAM,
                    "IAM was not asked about " + principal
                            + ", so it is not found if it is gone, was made again, or has"
                            + " another path; "
                            + given.remedy(Part.IAM, "add a directory to the plan context"));
            return Optional.empty();
        }
        try {
            Optional<KnownPrincipal> answer = DirectoryAnswers.find(directory.get(), principal);
            notes.looked("the principal in IAM");
            return Optional.of(answer);
        } catch (AccessEntriesException e) {
            notes.notLooked(Part.IAM, "IAM could not be asked about " + principal + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
