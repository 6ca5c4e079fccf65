package io.github.accessentries.recovery;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.internal.planning.SignedOff;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyListener;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.recovery.RestorationReport.Proof;
import java.util.Optional;

/** Makes a principal an administrator and waits until it is one. Each step looks first, so a second run goes on where one ended. */
final class RestorationSteps {

    private static final AccessRequest EVERYTHING =
            AccessRequest.builder().verb("*").apiGroup("*").resource("*").build();

    private final Restoring restoring;
    private final PrincipalArn principal;
    private final AccessEntries entries;
    private final RestoreOptions options;
    private final Patience patience;

    RestorationSteps(Restoring restoring, RestoreOptions options, Patience patience) {
        this.restoring = restoring;
        this.principal = restoring.principal();
        this.entries = restoring.entries();
        this.options = options;
        this.patience = patience;
    }

    RestorationReport make() {
        RestorationPlan plan = restoring.plan();
        SignedOff.require(entries.cluster(), plan.findings(), options.signOff());
        if (plan.mode().isPresent()) {
            entries.enableAccessEntries(options.signOff(), options.progress());
        } else {
            restoring.replacement().ifPresent(this::replace);
        }
        grant();
        AccessEntry entry = shown();
        RestorationReport.Builder report =
                RestorationReport.builder().plan(plan).entry(entry);
        return options.probe()
                .map(probe -> await(report, probe))
                .orElseGet(() -> report.proof(Proof.SHOWN_BY_EKS).build());
    }

    private void replace(AccessPlan plan) {
        entries.apply(
                        plan,
                        ApplyOptions.builder()
                                .signOff(options.signOff())
                                .listener(ApplyListener.lines(options.progress()))
                                .build())
                .orThrow();
    }

    private void grant() {
        Grant grant = restoring.grant();
        grant.changes().forEach(change -> tell(change.toString()));
        AccessEntry made = grant.apply(options.signOff());
        tell("EKS shows " + made);
    }

    /** Somebody else may have changed it in the meantime. */
    private AccessEntry shown() {
        AccessEntry entry = entries.get(principal);
        if (entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)
                .filter(AccessScope::isClusterWide)
                .isEmpty()) {
            throw new AccessConflictException(
                    "The access entry of " + principal + " on cluster " + entries.cluster()
                            + " was changed by somebody else just now, and does not make it an administrator; run this"
                            + " again",
                    about(),
                    null);
        }
        return entry;
    }

    private RestorationReport await(RestorationReport.Builder report, AccessProbe probe) {
        KubernetesUser user = entries.awaitEffective(principal, probe, options.patience(), options.progress());
        report.user(user);
        Optional<Authorizer> authorizer = options.authorizer();
        if (authorizer.isEmpty()) {
            return report.proof(Proof.LET_IN_BY_CLUSTER).build();
        }
        Optional<KubernetesUser> allowed =
                patience.withLimit(options.patience()).until(() -> allowed(authorizer.get(), user));
        if (allowed.isEmpty()) {
            throw new UnavailableException(
                    "Cluster " + entries.cluster() + " lets " + principal
                            + " in, and does not allow it everything after " + options.patience()
                            + "; look at the cluster again later, or run this again",
                    about(),
                    null);
        }
        return report.proof(Proof.ALLOWED_BY_CLUSTER).build();
    }

    private Optional<KubernetesUser> allowed(Authorizer authorizer, KubernetesUser user) {
        boolean allowed = authorizer.decide(user, EVERYTHING).allowed();
        tell(principal + " on " + entries.cluster() + ": the cluster "
                + (allowed ? "allows it everything" : "does not allow it everything yet"));
        return allowed ? Optional.of(user) : Optional.empty();
    }

    private void tell(String line) {
        options.progress().accept(PlainText.of(line));
    }

    private ErrorContext about() {
        return ErrorContext.builder()
                .cluster(entries.cluster())
                .principal(principal)
                .build();
    }
}
