package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.AccessProbe;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Waits until a cluster authenticates a principal as its entry says. */
final class EffectWait {

    /** The group that the API server adds to every authenticated user. */
    private static final String AUTHENTICATED = "system:authenticated";

    private final Patience patience;
    private final Consumer<String> progress;
    private String last = "the cluster was not asked";

    EffectWait(Patience patience, Consumer<String> progress) {
        this.patience = patience;
        this.progress = progress;
    }

    KubernetesUser until(AccessEntry entry, AccessProbe probe) {
        UsernameTemplate username = UsernameTemplate.of(entry.username());
        return patience.until(() -> ask(probe, entry, username))
                .orElseThrow(() -> new UnavailableException(
                        "Cluster " + entry.cluster() + " does not act on the access entry of "
                                + entry.principal() + " after " + patience.limit() + ": " + last + ". If the"
                                + " principal was recreated in IAM after the entry was created, revoke the entry and"
                                + " grant again",
                        ErrorContext.builder()
                                .cluster(entry.cluster())
                                .principal(entry.principal())
                                .build(),
                        null));
    }

    private Optional<KubernetesUser> ask(AccessProbe probe, AccessEntry entry, UsernameTemplate username) {
        Optional<KubernetesUser> user = probe.ask();
        Optional<KubernetesUser> expected = user.filter(
                seen -> username.canBe(seen.username()) && groups(seen).equals(entry.groups()));
        last = user.map(seen -> "the cluster authenticates it as \"" + seen.username() + "\", groups " + groups(seen))
                .orElse("the cluster does not authenticate it");
        progress.accept(PlainText.of(entry.principal() + " on " + entry.cluster() + ": " + last));
        return expected;
    }

    private static Set<String> groups(KubernetesUser user) {
        Set<String> groups = new HashSet<>(user.groups());
        groups.remove(AUTHENTICATED);
        return groups;
    }
}
