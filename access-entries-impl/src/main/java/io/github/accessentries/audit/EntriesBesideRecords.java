package io.github.accessentries.audit;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.audit.TimelineDifference.Kind;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds what differs between the entries of a cluster and its records. Not thread-safe. */
final class EntriesBesideRecords {

    /** Records tell seconds, entries milliseconds. */
    private static final long SECOND = 1;

    private final Replay replay;
    private final TrailCoverage coverage;
    private final Map<PrincipalArn, AccessEntry> live = new TreeMap<>();
    private final List<TimelineDifference> differences = new ArrayList<>();

    private EntriesBesideRecords(Replay replay, TrailCoverage coverage, List<AccessEntry> entries) {
        this.replay = replay;
        this.coverage = coverage;
        entries.forEach(entry -> live.put(entry.principal(), entry));
    }

    static TimelineComparison compare(
            String cluster, List<AccessEvent> events, TrailCoverage coverage, List<AccessEntry> entries) {
        Map<String, PrincipalArn> known = new TreeMap<>();
        entries.forEach(entry -> entry.arn().ifPresent(arn -> known.put(arn, entry.principal())));
        EntriesBesideRecords comparison =
                new EntriesBesideRecords(Replay.of(cluster, events, known), coverage, entries);
        comparison.live.values().forEach(comparison::beside);
        comparison.replay.entries().values().stream()
                .filter(entry -> !comparison.live.containsKey(entry.principal()))
                .forEach(comparison::missing);
        comparison.differences.sort(Comparator.comparing(TimelineDifference::principal));
        return TimelineComparison.builder()
                .cluster(cluster)
                .range(coverage.range())
                .differences(comparison.differences)
                .lastChanges(comparison.replay.lastChanges())
                .doubts(comparison.doubts())
                .build();
    }

    private List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (coverage.faultCount() > 0) {
            doubts.add(Counted.of(coverage.faultCount(), "fault") + " in the records, so that changes may be missing"
                    + " here; the first: " + coverage.faults().get(0));
        }
        if (!coverage.stated()) {
            doubts.add("nobody has stated that the records are complete; files that are missing are not noticed");
        }
        if (!replay.unresolved().isEmpty()) {
            doubts.add(Counted.of(replay.unresolved().size(), "change")
                    + " of tags of entries whose principal no record tells; the first: "
                    + replay.unresolved().get(0));
        }
        replay.entries().values().stream()
                .filter(RecordedEntry::isOrderUncertain)
                .forEach(entry -> doubts.add("changes of the entry of " + entry.principal()
                        + " happened within one second, and were taken in the order in which they were read"));
        replay.deletedInDoubt()
                .forEach(principal ->
                        doubts.add("the entry of " + principal + " was deleted and changed within one second,"
                                + " which were taken in the order in which they were read"));
        return doubts;
    }

    private void beside(AccessEntry entry) {
        Optional<RecordedEntry> recorded = Optional.ofNullable(replay.entries().get(entry.principal()));
        if (recorded.filter(RecordedEntry::isMadeOnRecord).isEmpty()) {
            withoutRecord(entry, recorded, unmade(entry));
        } else if (isAnother(entry, recorded.get())) {
            withoutRecord(
                    entry,
                    recorded,
                    "it is not the one on record, which had another ARN; that one was deleted and this one made without"
                            + " record");
            return;
        }
        recorded.ifPresent(known -> contents(entry, known));
    }

    private static boolean isAnother(AccessEntry entry, RecordedEntry recorded) {
        return entry.arn().isPresent()
                && recorded.entryArn().isPresent()
                && !entry.arn().equals(recorded.entryArn());
    }

    private void withoutRecord(AccessEntry entry, Optional<RecordedEntry> recorded, String why) {
        List<String> given = entry.policies().stream()
                .filter(each -> recorded.map(RecordedEntry::policies).orElse(List.of()).stream()
                        .noneMatch(known -> known.policy().equals(each.policy())))
                .map(Object::toString)
                .toList();
        add(
                Kind.ENTRY_WITHOUT_RECORD,
                entry.principal(),
                why + (given.isEmpty() ? "" : "; it has, without record, " + PlainText.names(given)),
                recorded.map(RecordedEntry::lastChange));
    }

    /** Why there may be no record of an entry's making. Only the age of the entry is a ground to be certain. */
    private String unmade(AccessEntry entry) {
        Optional<AccessEvent> deleted = Optional.ofNullable(replay.deleted().get(entry.principal()));
        if (deleted.isPresent()) {
            return "the records say that it was deleted at " + deleted.get().time() + ", and it was made again";
        }
        String byItself = entry.principal().isServiceLinkedRole()
                ? ", or an AWS service made it for its own role"
                : entry.type().isForNodes()
                        ? ", or EKS made it by itself, as it does for nodes"
                        : ", or EKS made it by" + " itself, as it does for the cluster's creator when the mode changes";
        Optional<Instant> made = entry.createdAt();
        if (made.isEmpty() || coverage.from().isEmpty() || coverage.to().isEmpty()) {
            return "it is older than the records, or these are incomplete" + byItself;
        }
        if (made.get().plusSeconds(SECOND).isBefore(coverage.from().get())) {
            return "it was made at " + made.get() + ", before the records begin";
        }
        if (made.get().isAfter(coverage.to().get().plusSeconds(SECOND))) {
            return "it was made at " + made.get() + ", after the records end";
        }
        return "it was made at " + made.get() + ", within the time of the records, so these are incomplete" + byItself;
    }

    private void missing(RecordedEntry recorded) {
        add(
                Kind.ENTRY_MISSING,
                recorded.principal(),
                "by the records it is there, and it is not; it was deleted without record, or the records are incomplete",
                Optional.of(recorded.lastChange()));
    }

    private void contents(AccessEntry entry, RecordedEntry recorded) {
        Map<String, AccessScope> is = scopes(entry.policies());
        Map<String, AccessScope> was = scopes(recorded.policies());
        was.forEach((policy, scope) -> {
            if (!is.containsKey(policy)) {
                add(
                        Kind.POLICY_MISSING,
                        entry.principal(),
                        "by the records it has " + PlainText.name(policy) + " " + scope,
                        Optional.of(recorded.lastChange()));
            } else if (!is.get(policy).equals(scope)) {
                differs(entry, recorded, policy, scope.toString(), String.valueOf(is.get(policy)));
            }
        });
        if (recorded.isMadeOnRecord()) {
            is.forEach((policy, scope) -> {
                if (!was.containsKey(policy)) {
                    add(
                            Kind.POLICY_WITHOUT_RECORD,
                            entry.principal(),
                            "it has " + PlainText.name(policy) + " " + scope,
                            Optional.of(recorded.lastChange()));
                }
            });
            if (!recorded.tags().equals(entry.tags())) {
                differs(entry, recorded, "tags", EventWords.tags(recorded.tags()), EventWords.tags(entry.tags()));
            }
        }
        compareIfKnown(entry, recorded, "type", recorded.type(), entry.type(), type -> PlainText.name(type.name()));
        compareIfKnown(entry, recorded, "user name", recorded.username(), entry.username(), PlainText::name);
        compareIfKnown(
                entry,
                recorded,
                "groups",
                recorded.groups(),
                entry.groups(),
                groups -> "[" + PlainText.names(groups.stream().sorted().toList()) + "]");
    }

    private <T> void compareIfKnown(
            AccessEntry entry, RecordedEntry recorded, String what, Optional<T> was, T is, Function<T, String> words) {
        if (was.isPresent() && !was.get().equals(is)) {
            differs(entry, recorded, what, words.apply(was.get()), words.apply(is));
        }
    }

    private void differs(AccessEntry entry, RecordedEntry recorded, String what, String was, String is) {
        add(
                Kind.OTHERWISE,
                entry.principal(),
                PlainText.name(what) + " by the records: " + was + ", today: " + is,
                Optional.of(recorded.lastChange()));
    }

    private static Map<String, AccessScope> scopes(List<PolicyAssociation> policies) {
        Map<String, AccessScope> scopes = new TreeMap<>();
        policies.forEach(each -> scopes.put(each.policy().toString(), each.scope()));
        return scopes;
    }

    private void add(Kind kind, PrincipalArn principal, String explanation, Optional<AccessEvent> event) {
        differences.add(TimelineDifference.builder()
                .kind(kind)
                .principal(principal)
                .explanation(explanation)
                .event(event)
                .build());
    }
}
