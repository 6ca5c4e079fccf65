package io.github.accessentries.internal.ending;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An entry, taken apart into what stays and what ends, and put together again. Immutable. */
public final class Endings {

    private final AccessEntry entry;
    private final Map<String, Ending> endings;
    private final List<EndingTags.Broken> broken;

    private Endings(AccessEntry entry, Map<String, Ending> endings, List<EndingTags.Broken> broken) {
        this.entry = entry;
        this.endings = endings;
        this.broken = broken;
    }

    /**
     * Takes an entry apart.
     *
     * @param entry the entry with its policies
     * @return what ends in it
     */
    public static Endings of(AccessEntry entry) {
        EndingTags.Read read = EndingTags.read(entry.tags());
        return new Endings(entry, read.endings(), read.broken());
    }

    /**
     * What ends.
     *
     * @return each temporary grant whose tags can be read
     */
    public Collection<Ending> all() {
        return endings.values();
    }

    /**
     * What looks like a temporary grant and is none.
     *
     * @return the tags that cannot be read
     */
    public List<EndingTags.Broken> broken() {
        return broken;
    }

    /**
     * Whether all of the entry stays.
     *
     * @return {@code true} if there is no temporary grant
     */
    public boolean isEmpty() {
        return endings.isEmpty();
    }

    /**
     * Whether the entry itself is there only because of what ends.
     *
     * @return {@code true} if a temporary grant made it, and nothing in it stays
     */
    public boolean isForAWhile() {
        AccessEntry staying = staying();
        return all().stream().anyMatch(Ending::makesEntry)
                && staying.groups().isEmpty()
                && staying.policies().isEmpty();
    }

    /**
     * The entry without all that ends, and without the tags that tell when. Tags that cannot be read stay.
     *
     * @return what the entry is when all temporary grants are over
     */
    public AccessEntry staying() {
        if (isEmpty()) {
            return entry;
        }
        Set<String> groups = new HashSet<>(entry.groups());
        if (!entry.type().isForNodes()) {
            all().forEach(ending -> groups.removeAll(ending.groups()));
        }
        List<PolicyAssociation> policies = new ArrayList<>();
        for (PolicyAssociation association : entry.policies()) {
            staying(association)
                    .map(scope -> scope.equals(association.scope())
                            ? association
                            : PolicyAssociation.of(association.policy(), scope))
                    .ifPresent(policies::add);
        }
        Map<String, String> tags = new LinkedHashMap<>(entry.tags());
        all().forEach(ending -> tags.keySet().removeAll(EndingTags.of(ending).keySet()));
        return AccessEntry.builder()
                .from(entry)
                .groups(groups)
                .policies(policies)
                .tags(tags)
                .build();
    }

    private Optional<AccessScope> staying(PolicyAssociation association) {
        AccessScope scope = association.scope();
        List<GivenScope> given = given(all(), association.policy()).toList();
        if (given.isEmpty() || !scope.isKnown()) {
            return Optional.of(scope);
        }
        Set<String> rest = new TreeSet<>();
        if (scope.isClusterWide()) {
            if (given.stream().noneMatch(GivenScope::clusterWide)) {
                return Optional.of(scope);
            }
            given.stream().filter(GivenScope::clusterWide).forEach(wide -> rest.addAll(wide.namespaces()));
        } else {
            rest.addAll(scope.namespaces());
            given.stream().filter(each -> !each.clusterWide()).forEach(each -> rest.removeAll(each.namespaces()));
        }
        return inNamespaces(rest);
    }

    private static Optional<AccessScope> inNamespaces(Set<String> namespaces) {
        return namespaces.isEmpty() ? Optional.empty() : Optional.of(AccessScope.of("namespace", namespaces));
    }

    private static Stream<GivenScope> given(Collection<Ending> endings, AccessPolicy policy) {
        return endings.stream()
                .flatMap(ending -> Stream.ofNullable(ending.policies().get(policy)));
    }

    /**
     * Puts an entry together.
     *
     * @param staying what is to stay
     * @param kept what is to end later; of it, the entry keeps what it has
     * @return the entry with both, and with the tags that tell when
     */
    public AccessEntry together(AccessEntry staying, Collection<Ending> kept) {
        return together(staying, kept, List.of());
    }

    /**
     * Puts an entry together, and gives more.
     *
     * @param staying what is to stay
     * @param kept what is to end later; of it, the entry keeps what it has
     * @param more what is to be there, whether the entry has it or not
     * @return the entry with all of that, and with the tags that tell when
     */
    public AccessEntry together(AccessEntry staying, Collection<Ending> kept, Collection<Ending> more) {
        Set<String> groups = new HashSet<>(staying.groups());
        Map<AccessPolicy, PolicyAssociation> policies = new TreeMap<>();
        staying.policies().forEach(association -> policies.put(association.policy(), association));
        Map<String, String> tags = new LinkedHashMap<>(staying.tags());
        for (Ending ending : kept) {
            tags.putAll(EndingTags.of(ending.over(staying)));
            ending.groups().stream().filter(entry.groups()::contains).forEach(groups::add);
        }
        more.forEach(ending -> groups.addAll(ending.groups()));
        Stream.concat(kept.stream(), more.stream())
                .flatMap(ending -> ending.policies().keySet().stream())
                .distinct()
                .forEach(policy -> scope(staying.scopeOf(policy), policy, kept, more)
                        .ifPresent(scope -> policies.put(policy, PolicyAssociation.of(policy, scope))));
        return AccessEntry.builder()
                .from(staying)
                .groups(groups)
                .policies(policies.values())
                .tags(tags)
                .build();
    }

    private Optional<AccessScope> scope(
            Optional<AccessScope> staying, AccessPolicy policy, Collection<Ending> kept, Collection<Ending> more) {
        if (staying.filter(scope -> !scope.isForNamespaces()).isPresent()) {
            return staying;
        }
        Optional<AccessScope> present = entry.scopeOf(policy);
        boolean isWide = present.filter(AccessScope::isClusterWide).isPresent();
        if (given(more, policy).anyMatch(GivenScope::clusterWide)
                || (isWide && given(kept, policy).anyMatch(GivenScope::clusterWide))) {
            return Optional.of(AccessScope.clusterWide());
        }
        Set<String> namespaces = new TreeSet<>();
        staying.ifPresent(scope -> namespaces.addAll(scope.namespaces()));
        given(more, policy).forEach(scope -> namespaces.addAll(scope.namespaces()));
        // What is there under a policy that is cluster-wide cannot be seen, and counts as there.
        given(kept, policy)
                .filter(scope -> !scope.clusterWide())
                .flatMap(scope -> scope.namespaces().stream())
                .filter(namespace -> isWide
                        || present.filter(scope -> scope.namespaces().contains(namespace))
                                .isPresent())
                .forEach(namespaces::add);
        return inNamespaces(namespaces);
    }
}
