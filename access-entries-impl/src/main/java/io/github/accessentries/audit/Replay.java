package io.github.accessentries.audit;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does the recorded changes of one cluster again. Not thread-safe. */
final class Replay {

    private static final Set<String> MODES_WITH_ENTRIES =
            Set.of(AuthenticationMode.API.name(), AuthenticationMode.API_AND_CONFIG_MAP.name());

    private final String cluster;
    private final Map<PrincipalArn, RecordedEntry> entries = new TreeMap<>();
    private final Map<PrincipalArn, AccessEvent> deleted = new HashMap<>();
    private final Set<PrincipalArn> deletedInDoubt = new TreeSet<>();
    private final Map<PrincipalArn, AccessEvent> last = new TreeMap<>();

    /** ARNs of entries, by which alone tags are changed. */
    private final Map<String, PrincipalArn> byArn = new HashMap<>();

    private final List<AccessEvent> unresolved = new ArrayList<>();
    private Optional<AccessEvent> emptied = Optional.empty();

    private Replay(String cluster, Map<String, PrincipalArn> known) {
        this.cluster = cluster;
        byArn.putAll(known);
    }

    /**
     * Does them.
     *
     * @param cluster the name of the cluster
     * @param events what happened to it, in order
     * @param known ARNs of entries that are known from elsewhere
     */
    static Replay of(String cluster, List<AccessEvent> events, Map<String, PrincipalArn> known) {
        Replay replay = new Replay(cluster, known);
        events.stream().filter(event -> !event.failed()).forEach(replay::take);
        return replay;
    }

    Map<PrincipalArn, RecordedEntry> entries() {
        return entries;
    }

    /** The principals whose entries were deleted and not made again. */
    Map<PrincipalArn, AccessEvent> deleted() {
        return deleted;
    }

    /** The latest change of each principal's entry, whether there still is one or not. */
    Map<PrincipalArn, AccessEvent> lastChanges() {
        return last;
    }

    /** Changes of tags of entries whose principal no record tells. */
    List<AccessEvent> unresolved() {
        return unresolved;
    }

    /** The event that made or deleted the cluster, after which there was no other entry. */
    Optional<AccessEvent> emptied() {
        return emptied;
    }

    private void take(AccessEvent event) {
        switch (event.kind()) {
            case CLUSTER_CREATED -> created(event);
            case CLUSTER_DELETED -> empty(event);
            case MODE_CHANGED -> {
                // What EKS makes of its own then, no record tells.
            }
            default -> {
                Optional<PrincipalArn> principal = event.principal().or(() -> principal(event));
                principal.ifPresentOrElse(who -> ofEntry(who, event), () -> unresolved.add(event));
            }
        }
    }

    private void empty(AccessEvent event) {
        entries.keySet().forEach(principal -> last.put(principal, event));
        entries.keySet().forEach(principal -> deleted.put(principal, event));
        entries.clear();
        emptied = Optional.of(event);
    }

    private void created(AccessEvent event) {
        empty(event);
        boolean entriesUsed = event.mode().filter(MODES_WITH_ENTRIES::contains).isPresent();
        if (entriesUsed && event.bootstrapsCreator().orElse(false)) {
            event.actor()
                    .principal()
                    .ifPresent(creator -> put(
                            creator,
                            entry(creator, event)
                                    .isMadeOnRecord(true)
                                    .type(EntryType.STANDARD)
                                    .username(EntryRules.generatedUsername(EntryType.STANDARD, creator))
                                    .groups(Set.of())
                                    .addPolicy(
                                            PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                                    .build()));
        }
    }

    /** The ARN of an entry has the principal without its path; IAM has no two of one name at a time. */
    private Optional<PrincipalArn> principal(AccessEvent event) {
        Optional<String> arn = event.entryArn();
        Optional<PrincipalArn> known = arn.map(byArn::get);
        if (known.isPresent()) {
            return known;
        }
        List<PrincipalArn> named = arn.flatMap(EntryArn::of).stream()
                .flatMap(entry -> entries.values().stream()
                        .filter(each -> each.entryArn().isEmpty())
                        .map(RecordedEntry::principal)
                        .filter(principal -> principal.uniqueName().equals(entry.uniqueName())))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** {@return the principals whose entry was deleted in the same second in which something else was done to it} */
    Set<PrincipalArn> deletedInDoubt() {
        return deletedInDoubt;
    }

    private void ofEntry(PrincipalArn principal, AccessEvent event) {
        Optional<RecordedEntry> before = Optional.ofNullable(entries.get(principal));
        boolean uncertain = isOrderUncertain(last.get(principal), event)
                || before.filter(RecordedEntry::isOrderUncertain).isPresent();
        if (event.kind() == AccessEvent.Kind.ENTRY_DELETED) {
            entries.remove(principal);
            deleted.put(principal, event);
            if (uncertain) {
                deletedInDoubt.add(principal);
            }
            last.put(principal, event);
            return;
        }
        RecordedEntry.Builder entry = event.kind() == AccessEvent.Kind.ENTRY_CREATED
                ? made(principal, event)
                : changed(before, principal, event);
        put(principal, entry.isOrderUncertain(uncertain).lastChange(event).build());
    }

    private static boolean isOrderUncertain(@Nullable AccessEvent before, AccessEvent event) {
        if (before == null || !before.time().equals(event.time())) {
            return false;
        }
        boolean follows =
                before.kind() == AccessEvent.Kind.ENTRY_CREATED && event.kind() != AccessEvent.Kind.ENTRY_DELETED;
        return !follows && (before.kind() == event.kind() ? before.policy().equals(event.policy()) : true);
    }

    private void put(PrincipalArn principal, RecordedEntry entry) {
        entries.put(principal, entry);
        deleted.remove(principal);
        last.put(principal, entry.lastChange());
        entry.entryArn().ifPresent(arn -> byArn.put(arn, principal));
    }

    private RecordedEntry.Builder entry(PrincipalArn principal, AccessEvent event) {
        return RecordedEntry.builder().cluster(cluster).principal(principal).lastChange(event);
    }

    /** What a call leaves out, EKS sets by known rules, but for the groups of nodes. */
    private RecordedEntry.Builder made(PrincipalArn principal, AccessEvent event) {
        EntryType type = event.type().orElse(EntryType.STANDARD);
        return entry(principal, event)
                .isMadeOnRecord(true)
                .type(type)
                .username(event.username().or(() -> generated(type, principal)))
                .groups(event.groups()
                        .or(() -> type.equals(EntryType.STANDARD) ? Optional.of(Set.of()) : Optional.empty()))
                .tags(event.tags())
                .entryArn(event.entryArn());
    }

    private static Optional<String> generated(EntryType type, PrincipalArn principal) {
        return type.equals(EntryType.STANDARD) && principal.isRoleOrUser()
                ? Optional.of(EntryRules.generatedUsername(type, principal))
                : Optional.empty();
    }

    private RecordedEntry.Builder changed(Optional<RecordedEntry> before, PrincipalArn principal, AccessEvent event) {
        RecordedEntry.Builder entry = before.map(
                        known -> RecordedEntry.builder().from(known))
                .orElseGet(() -> entry(principal, event).entryArn(event.entryArn()));
        Map<AccessPolicy, PolicyAssociation> policies = new TreeMap<>();
        before.ifPresent(known -> known.policies().forEach(each -> policies.put(each.policy(), each)));
        Map<String, String> tags = new TreeMap<>(before.map(RecordedEntry::tags).orElse(Map.of()));
        switch (event.kind()) {
            case ENTRY_UPDATED -> entry.username(event.username()).groups(event.groups());
            case POLICY_ASSOCIATED ->
                event.policy()
                        .ifPresent(policy -> event.scope()
                                .ifPresent(scope -> policies.put(policy, PolicyAssociation.of(policy, scope))));
            case POLICY_DISASSOCIATED -> event.policy().ifPresent(policies::remove);
            case ENTRY_TAGGED -> tags.putAll(event.tags());
            case ENTRY_UNTAGGED -> event.removedTagKeys().forEach(tags::remove);
            default -> throw new IllegalStateException("No change of an entry: " + event.kind());
        }
        return entry.policies(policies.values()).tags(tags);
    }
}
