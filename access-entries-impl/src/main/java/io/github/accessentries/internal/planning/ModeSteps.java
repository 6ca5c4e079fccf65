package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.calls.ClusterFacts;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.calls.UpdateState;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes a cluster's authentication mode by one step, unless there are dangers that are not signed off, and waits for
 * the update.
 */
final class ModeSteps {

    /** Updates of this kind take a few minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final ClusterView view;
    private final EksCalls calls;
    private final Patience patience;
    private final Patience propagation;
    private final SignOff signOff;
    private final Consumer<String> progress;

    ModeSteps(ClusterView view, Patience patience, SignOff signOff, Consumer<String> progress) {
        this.view = view;
        this.calls = view.calls();
        this.patience = patience.withLimit(LIMIT);
        this.propagation = patience;
        this.signOff = signOff;
        this.progress = progress;
    }

    ModeChange enable() {
        ClusterFacts facts = calls.facts();
        if (facts.mode().usesAccessEntries()) {
            return already(facts.mode());
        }
        requireKnown(facts.mode());
        return change(facts.mode(), AuthenticationMode.API_AND_CONFIG_MAP, ModeSafeguards.beforeEnabling(facts));
    }

    ModeChange require() {
        AuthenticationMode mode = calls.facts().mode();
        if (mode == AuthenticationMode.API) {
            return already(mode);
        }
        requireKnown(mode);
        if (mode == AuthenticationMode.CONFIG_MAP) {
            throw new AuthenticationModeException(
                    "Cluster " + calls.cluster()
                            + " uses only the aws-auth ConfigMap, and the authentication mode changes one step at a"
                            + " time; call enableAccessEntries() first",
                    about(),
                    null);
        }
        return change(
                mode,
                AuthenticationMode.API,
                ModeSafeguards.beforeRequiring(
                        view.entries(),
                        view.context(),
                        new DeadEntries(view.context().directory())));
    }

    private void requireKnown(AuthenticationMode mode) {
        if (mode == AuthenticationMode.UNKNOWN) {
            throw new AuthenticationModeException(
                    "Cluster " + calls.cluster()
                            + " has an authentication mode that this version does not know, so nothing was changed;"
                            + " update this library",
                    about(),
                    null);
        }
    }

    private ModeChange already(AuthenticationMode mode) {
        tell("cluster " + calls.cluster() + " already has mode " + mode + ", nothing to do");
        return ModeChange.builder().before(mode).after(mode).build();
    }

    private ModeChange change(AuthenticationMode before, AuthenticationMode target, List<Finding> findings) {
        SignedOff.require(calls.cluster(), findings, signOff);
        // Another update may be in progress, even the one that an earlier run started; read the mode again when it is
        // over.
        Optional<String> update = patience.retry(() -> begin(target), AccessConflictException.class::isInstance);
        update.ifPresent(this::await);
        AuthenticationMode after = reached(target);
        tell("cluster " + calls.cluster() + " has mode " + after);
        return ModeChange.builder()
                .before(before)
                .after(after)
                .signedOff(findings)
                .build();
    }

    /** An update that ended well says what EKS did; only the mode says what the cluster does. */
    private AuthenticationMode reached(AuthenticationMode target) {
        AuthenticationMode now = propagation
                .until(() -> Optional.of(calls.facts().mode()).filter(mode -> isAtLeast(mode, target)))
                .orElseGet(() -> calls.facts().mode());
        if (!isAtLeast(now, target)) {
            throw new AuthenticationModeException(
                    "Cluster " + calls.cluster() + " was to change to mode " + target
                            + " and the update ended without an error, but EKS reports mode " + now
                            + "; read the mode again later, and do not rely on the change until then",
                    about(),
                    null);
        }
        return now;
    }

    /** The modes only go forward, and somebody else may have gone further. */
    private static boolean isAtLeast(AuthenticationMode mode, AuthenticationMode target) {
        return mode == target || mode == AuthenticationMode.API;
    }

    private Optional<String> begin(AuthenticationMode target) {
        if (isAtLeast(calls.facts().mode(), target)) {
            return Optional.empty();
        }
        String update = calls.changeMode(target);
        tell("cluster " + calls.cluster() + " is changing to mode " + target + ", update " + update);
        return Optional.of(update);
    }

    private void await(String id) {
        UpdateState ended = patience.until(() -> {
                    UpdateState state = calls.update(id);
                    tell("update " + id + " of cluster " + calls.cluster() + ": " + state.status());
                    return Optional.of(state).filter(each -> each.isSuccessful() || each.isOver());
                })
                .orElseThrow(() -> new UnavailableException(
                        "Update " + id + " of cluster " + calls.cluster() + " was still in progress after " + LIMIT
                                + "; it continues, so check again later",
                        about(),
                        null));
        if (!ended.isSuccessful()) {
            throw new UnavailableException(
                    "Update " + id + " of cluster " + calls.cluster() + " ended as "
                            + ended.status() + " " + ended.errors() + "; correct what the errors name and try"
                            + " again",
                    about(),
                    null);
        }
    }

    private void tell(String line) {
        progress.accept(PlainText.of(line));
    }

    private ErrorContext about() {
        return ErrorContext.builder().cluster(calls.cluster()).build();
    }
}
