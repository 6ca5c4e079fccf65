package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.internal.calls.ClusterDescription;
import io.github.accessentries.internal.calls.ModeUpdate;
import io.github.accessentries.recovery.CreatorEntry.Certainty;
import io.github.accessentries.recovery.CreatorEntry.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the entry of a cluster's creator among the others. Nobody but EKS can make entries before the cluster is there, or before
 * the mode counts them, so the earliest administrator from then on is the one, as far as its form agrees.
 */
final class CreatorSearch {

    /** EKS makes the entry with the cluster; a cluster takes some ten minutes before anybody else can. */
    private static final Duration WITH_THE_CLUSTER = Duration.ofMinutes(2);
    /** Clocks of different parts of EKS need not agree to the second. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);
    /** EKS makes the entry at the end of the update. */
    private static final Duration OF_AN_UPDATE = Duration.ofMinutes(20);
    /** What was made in the same moments cannot be told apart. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(30);

    private final String cluster;
    private final ClusterState state;
    private final List<AccessEntry> administrators;
    private final Optional<List<ModeUpdate>> updates;
    private final List<String> grounds = new ArrayList<>();

    /**
     * Searches in what was read.
     *
     * @param entries all entries of the cluster
     * @param updates when the mode changed, the oldest first; empty if that could not be read
     */
    CreatorSearch(String cluster, ClusterState state, List<AccessEntry> entries, Optional<List<ModeUpdate>> updates) {
        this.cluster = cluster;
        this.state = state;
        this.administrators = entries.stream()
                .filter(CreatorSearch::isAdministrator)
                .sorted(Comparator.comparing(entry -> entry.createdAt().orElse(Instant.MAX)))
                .toList();
        this.updates = updates;
    }

    /** The answer for a cluster that has no entries. */
    static Optional<CreatorEntry> withoutEntries(String cluster, ClusterState state) {
        if (state.heedsEntries()) {
            return Optional.empty();
        }
        CreatorEntry.Builder answer = CreatorEntry.builder().cluster(cluster);
        if (state.mode() == AuthenticationMode.UNKNOWN) {
            return Optional.of(answer.certainty(Certainty.UNKNOWN)
                    .origin(Origin.UNKNOWN)
                    .addGrounds("the authentication mode is one that this version does not know")
                    .build());
        }
        return Optional.of(answer.certainty(Certainty.NONE)
                .origin(Origin.INVISIBLE)
                .addGrounds(
                        state.isTooOld()
                                ? state.platform() + " has no access entries"
                                : "the mode is CONFIG_MAP, in which there are no access entries",
                        "until the cluster has access entries, whoever made it is an invisible administrator, whom neither"
                                + " aws-auth nor RBAC shows and nobody can remove")
                .build());
    }

    private static boolean isAdministrator(AccessEntry entry) {
        return entry.type().equals(EntryType.STANDARD)
                && entry.principal().isRoleOrUser()
                && !entry.principal().isServiceLinkedRole()
                && entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)
                        .filter(AccessScope::isClusterWide)
                        .isPresent();
    }

    CreatorEntry find() {
        ClusterDescription described = state.cluster();
        if (described.creatorIsAdministrator().filter(wanted -> !wanted).isPresent()) {
            return none(
                    "the cluster was made with bootstrapClusterCreatorAdminPermissions false, so its creator got no entry");
        }
        if (described.creatorIsAdministrator().isEmpty()) {
            grounds.add("EKS does not tell whether the creator was to become an administrator");
        }
        if (administrators.isEmpty()) {
            return none(
                    "no entry of a role or user has AmazonEKSClusterAdminPolicy cluster-wide; the creator's was never made, or"
                            + " was narrowed or deleted");
        }
        Optional<Instant> change = changeFromConfigMap();
        Optional<CreatorEntry> found = change.isPresent()
                ? among(change.get(), OF_AN_UPDATE, Origin.MODE_CHANGE, "the mode changed from CONFIG_MAP")
                : described
                        .createdAt()
                        .flatMap(made -> among(made, WITH_THE_CLUSTER, Origin.BOOTSTRAP, "the cluster was made"));
        return found.orElseGet(this::unknown);
    }

    private Optional<Instant> changeFromConfigMap() {
        return updates.stream()
                .flatMap(List::stream)
                .filter(update -> update.target() == AuthenticationMode.API_AND_CONFIG_MAP
                        && update.state().isSuccessful())
                .map(ModeUpdate::begunAt)
                .findFirst();
    }

    private Optional<CreatorEntry> among(Instant begin, Duration span, Origin origin, String event) {
        List<AccessEntry> fitting = administrators.stream()
                .filter(entry -> entry.createdAt()
                        .filter(made -> !made.isBefore(begin.minus(CLOCKS)) && !made.isAfter(begin.plus(span)))
                        .isPresent())
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        Instant first = fitting.get(0).createdAt().orElseThrow();
        List<AccessEntry> same = fitting.stream()
                .filter(entry -> !entry.createdAt().orElseThrow().isAfter(first.plus(SAME_MOMENT)))
                .toList();
        grounds.add(event + " at " + begin + ", and the earliest administrator's entry was made at " + first);
        same.forEach(this::against);
        boolean alone = origin == Origin.BOOTSTRAP
                && same.size() == 1
                && changesOf(same.get(0)).isEmpty()
                && updates.isPresent();
        if (origin == Origin.MODE_CHANGE) {
            grounds.add(
                    "EKS does not tell when the change was complete, and an entry that somebody made right after it looks the"
                            + " same; the records of CloudTrail for CreateAccessEntry tell them apart");
        }
        if (same.size() > 1) {
            grounds.add(same.size() + " administrators' entries were made in the same moments");
        }
        if (updates.isEmpty()) {
            grounds.add("the updates of the cluster could not be read, so it is unknown when its mode changed");
        }
        return Optional.of(answer(alone ? Certainty.LIKELY : Certainty.POSSIBLE, origin, same));
    }

    private void against(AccessEntry entry) {
        changesOf(entry).forEach(change -> grounds.add("the entry of " + entry.principal() + " " + change));
    }

    /** What EKS does not do when it makes the entry. */
    private static List<String> changesOf(AccessEntry entry) {
        List<String> changes = new ArrayList<>();
        if (!entry.tags().isEmpty()) {
            changes.add("has tags, which EKS does not give it");
        }
        if (!entry.groups().isEmpty()) {
            changes.add("has groups, which EKS does not give it");
        }
        if (!entry.username().equals(EntryRules.generatedUsername(entry.principal()))) {
            changes.add("has a user name that EKS does not give it");
        }
        Optional<Instant> associated = entry.policies().stream()
                .filter(each -> each.policy().equals(AccessPolicy.CLUSTER_ADMIN))
                .findFirst()
                .flatMap(PolicyAssociation::associatedAt);
        if (associated
                .filter(at -> at.isAfter(entry.createdAt().orElseThrow().plus(CLOCKS)))
                .isPresent()) {
            changes.add("got its policy later than itself, at " + associated.get());
        }
        return changes;
    }

    private CreatorEntry none(String ground) {
        grounds.add(ground);
        return answer(Certainty.NONE, Origin.UNKNOWN, List.of());
    }

    private CreatorEntry unknown() {
        grounds.add(
                updates.isPresent()
                        ? "no administrator's entry was made when the cluster was, or when an update that EKS still knows changed"
                                + " its mode; the creator's may have come with a new platform version, or been deleted and"
                                + " made again by somebody"
                        : "no administrator's entry was made when the cluster was, and the updates of the cluster could not be"
                                + " read");
        return answer(Certainty.UNKNOWN, Origin.UNKNOWN, List.of());
    }

    private CreatorEntry answer(Certainty certainty, Origin origin, List<AccessEntry> candidates) {
        return CreatorEntry.builder()
                .cluster(cluster)
                .certainty(certainty)
                .origin(origin)
                .candidates(candidates)
                .grounds(grounds)
                .build();
    }
}
