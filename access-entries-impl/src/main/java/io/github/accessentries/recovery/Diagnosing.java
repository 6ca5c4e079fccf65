package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.Unchecked.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One diagnosis, from the outside in. For one thread. */
final class Diagnosing {

    /** Changes reach clusters within seconds; caches of refusals in front of them live a little longer. */
    private static final Duration PROPAGATION = Duration.ofSeconds(60);

    private final AccessAttempt attempt;
    private final AccessEntries entries;
    private final ClusterState state;
    private final KnownSources knowledge;
    private final Clock clock;
    private final DiagnosisNotes notes = new DiagnosisNotes();

    Diagnosing(AccessAttempt attempt, AccessEntries entries, ClusterState state, KnownSources knowledge, Clock clock) {
        this.attempt = attempt;
        this.entries = entries;
        this.state = state;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    Diagnosis diagnose(@Nullable TokenVerifier verifier) {
        state.note(notes);
        Optional<String> signer = attempt.token()
                .flatMap(token -> new GivenToken(token, entries.cluster(), clock, verifier, notes)
                        .note(state, attempt.otherClusters()));
        Optional<SeenIdentity> seen = attempt.callerArn().or(() -> signer).map(SeenIdentity::of);
        seen.ifPresentOrElse(
                caller -> caller.note(attempt.principal(), state, notes),
                () -> notes.notLooked(
                        Part.CALLER,
                        "it is unknown whose credentials are used; give what `aws sts get-caller-identity` shows"));
        suspect(seen).ifPresent(this::access);
        return Diagnosis.builder()
                .cluster(entries.cluster())
                .attempt(AccessAttempt.builder()
                        .from(attempt)
                        .token(Optional.empty())
                        .build())
                .mode(state.mode())
                .obstacles(notes.obstacles())
                .checked(notes.checked())
                .unchecked(notes.unchecked())
                .build();
    }

    private Optional<Suspect> suspect(Optional<SeenIdentity> seen) {
        return attempt.principal()
                .map(principal -> new Suspect(principal, true))
                .or(() -> seen.flatMap(SeenIdentity::principal)
                        .map(caller -> new Suspect(caller.principal(), caller.pathIsKnown())));
    }

    private void access(Suspect suspect) {
        EntryLookup.LetIn letIn = new EntryLookup(suspect, entries, state, knowledge, notes).find();
        if (letIn.entry().isPresent() || letIn.mapped()) {
            new EntryGrants(suspect.arn(), letIn.entry(), state, knowledge, notes).note(attempt.request());
        }
        letIn.entry().ifPresent(this::age);
    }

    private void age(AccessEntry entry) {
        Instant now = clock.instant();
        times(entry)
                .filter(time -> time.isAfter(now.minus(PROPAGATION)))
                .max(Instant::compareTo)
                .ifPresent(time -> notes.possible(
                        LockoutCause.NOT_PROPAGATED,
                        "its entry or one of its policies changed at " + time + ", less than " + PROPAGATION.toSeconds()
                                + " seconds ago, and may not have reached the cluster; a refused token may be remembered"
                                + " for some minutes",
                        "wait a little, and try with a new token",
                        new Remedy.WaitFor(PROPAGATION)));
    }

    private static Stream<Instant> times(AccessEntry entry) {
        return Stream.concat(
                Stream.of(entry.createdAt(), entry.modifiedAt()).flatMap(Optional::stream),
                entry.policies().stream()
                        .flatMap(each -> Stream.of(each.associatedAt(), each.modifiedAt())
                                .flatMap(Optional::stream)));
    }
}
