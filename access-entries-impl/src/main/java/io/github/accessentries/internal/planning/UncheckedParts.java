package io.github.accessentries.internal.planning;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.planning.PlanContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects what a plan could not check with the context that it was given. */
final class UncheckedParts {

    private static final int MOST_DOUBTS = 10;

    private final PlanContext context;
    private final List<Unchecked> parts = new ArrayList<>();

    UncheckedParts(PlanContext context) {
        this.context = context;
    }

    List<Unchecked> all() {
        return List.copyOf(parts);
    }

    /** A plan without changes takes nothing from anybody, so nobody is asked who makes it. */
    UncheckedParts caller(boolean asked, boolean known) {
        if (asked && !known) {
            add(
                    Part.CALLER,
                    "it is not known who makes the changes, so it is not found if they take the caller's own access; "
                            + context.remedy(Part.CALLER, "add caller(..) to the plan context"));
        }
        return this;
    }

    /**
     * What is not known about {@code aws-auth}, if it counts.
     *
     * @param mode the mode of the cluster, or that it is unknown
     * @param read what it says; empty if it was not read because the plan neither makes nor deletes an entry, or the cluster
     *     does not use it
     * @param now the model before the changes
     */
    UncheckedParts awsAuth(AuthenticationMode mode, Optional<AwsAuth> read, AccessModel now) {
        if (!mode.mayUseConfigMap()) {
            return this;
        }
        if (!context.knowsAwsAuth()) {
            add(
                    Part.AWS_AUTH,
                    "aws-auth was not read, so it is not found whom it lets in, and what entries hide or uncover of it"
                            + (mode.usesConfigMap() ? "" : ", unless the cluster's mode is API") + "; "
                            + context.remedy(Part.AWS_AUTH, "add awsAuth(..) to the plan context"));
        } else if (UnreadSources.lacksAwsAuth(now)
                || read.filter(awsAuth -> isUnknownTo(now, awsAuth)).isPresent()) {
            add(
                    Part.AWS_AUTH,
                    "the model of the plan context does not contain aws-auth, so it is not found whom that lets in, and the"
                            + " effects do not show what its mappings give; build the model with awsAuth(..)");
        }
        List<String> faults = read.map(AwsAuth::faults).orElseGet(() -> UnreadSources.faultsOfAwsAuth(now));
        if (!faults.isEmpty()) {
            add(
                    Part.AWS_AUTH,
                    "aws-auth could not be read in full, so it may let in more, and hide or uncover more, than is found: "
                            + faults.stream().map(PlainText::of).collect(Collectors.joining("; ")));
        }
        return this;
    }

    /** A model that contains it knows a user for each principal that it maps. */
    private static boolean isUnknownTo(AccessModel model, AwsAuth awsAuth) {
        return EffectiveMappings.of(awsAuth).mappings().stream()
                .flatMap(placed -> MappedArn.of(placed.mapping().arn()).stream())
                .anyMatch(mapped ->
                        model.userOf(new Subject.Principal(mapped.principal())).isEmpty());
    }

    /**
     * What is not known about RBAC, whether there is no model of it or one that was made without.
     *
     * @param now the model before the changes
     */
    UncheckedParts rbac(AccessModel now) {
        UnreadSources.lackOfRbac(now)
                .ifPresent(lack -> add(
                        Part.RBAC,
                        lack + ", so effects, administrators and losses are "
                                + (now.doubts().contains(UnreadSources.RBAC)
                                        ? "those of access policies alone; "
                                        : "those of access policies and that part; ")
                                + context.remedy(Part.RBAC, "add model(..) with RBAC to the plan context")));
        return this;
    }

    UncheckedParts iam(Collection<PrincipalArn> principals) {
        Optional<PrincipalDirectory> directory = context.directory();
        Set<String> unknown = principals.stream()
                .filter(PrincipalArn::isRoleOrUser)
                .map(PrincipalArn::accountId)
                .filter(account -> directory.filter(iam -> iam.covers(account)).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (directory.isEmpty()) {
            add(
                    Part.IAM,
                    "IAM was not asked, so entries whose principal is gone or was recreated are not found; "
                            + context.remedy(Part.IAM, "add directory(..) to the plan context"));
        } else if (!unknown.isEmpty()) {
            add(
                    Part.IAM,
                    "IAM was not asked about accounts " + unknown + ", so entries whose principal there is gone or was"
                            + " recreated are not found");
        }
        return this;
    }

    /** What the models could not understand, of which only the beginning is told, without what is told as a part of its own. */
    UncheckedParts effects(ModelComparison effects) {
        List<String> doubts = effects.doubts().stream()
                .filter(doubt -> !(UnreadSources.isOfRbac(doubt) && has(Part.RBAC)))
                .filter(doubt -> !(doubt.equals(UnreadSources.AWS_AUTH) && has(Part.AWS_AUTH)))
                .toList();
        if (!doubts.isEmpty()) {
            int more = Math.max(0, doubts.size() - MOST_DOUBTS);
            add(
                    Part.EFFECTS,
                    "there may be other effects than these, because of "
                            + doubts.stream()
                                    .limit(MOST_DOUBTS)
                                    .map(PlainText::of)
                                    .collect(Collectors.joining("; "))
                            + (more == 0 ? "" : "; and " + more + " more"));
        }
        return this;
    }

    UncheckedParts account(boolean known) {
        if (!known) {
            add(Part.ACCOUNT, "the cluster's account is unknown, so principals of other accounts are not found");
        }
        return this;
    }

    private boolean has(Part part) {
        return parts.stream().anyMatch(each -> each.part() == part);
    }

    private void add(Part part, String text) {
        parts.add(Unchecked.of(part, text));
    }
}
