package io.github.accessentries.migration;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Groups of one's own in place of those that entries cannot name. For each binding that gives something to such a group there is
 * a second one that gives the same to the group in its place, so both halves of the access move.
 *
 * <p>The group in place is one that nobody has yet, so making the bindings gives nobody anything.
 */
final class MovedGroups {

    /** No prefix that EKS reserves. */
    private static final String PREFIX = "aws-auth:";

    /** What every user has anyway, and what access policies take the place of. */
    private static final Set<String> NEEDLESS =
            Set.of("system:authenticated", "system:unauthenticated", "system:masters");

    private final RbacObjects rbac;
    private final Set<String> movable = new HashSet<>();

    private MovedGroups(RbacObjects rbac) {
        this.rbac = rbac;
    }

    /** Nothing is moved. */
    static MovedGroups none(RbacObjects rbac) {
        return new MovedGroups(rbac);
    }

    /** All groups that have bindings and need a place, unless somebody has the group in their place already. */
    static MovedGroups of(RbacObjects rbac, AwsAuth awsAuth, Collection<AccessEntry> entries) {
        MovedGroups moved = new MovedGroups(rbac);
        Set<String> taken = new HashSet<>();
        Stream.concat(awsAuth.roles().stream(), awsAuth.users().stream())
                .map(ArnMapping::groups)
                .forEach(taken::addAll);
        rbac.bindings().stream()
                .flatMap(binding -> binding.subjects().stream())
                .filter(subject -> subject.kind().equals(RbacSubject.GROUP))
                .map(RbacSubject::name)
                .filter(EntryRules::isReserved)
                .filter(group -> !NEEDLESS.contains(group) && !taken.contains(PREFIX + group))
                .forEach(moved.movable::add);
        // What an earlier run has made is as good as new only if its bindings are all ours.
        moved.movable.removeIf(group ->
                entries.stream().anyMatch(entry -> entry.groups().contains(PREFIX + group))
                        && !moved.hasAllTwins(group));
        return moved;
    }

    /** The group that an entry can name in place of a reserved one; empty if there is none. */
    Optional<String> inPlaceOf(String group) {
        return movable.contains(group) ? Optional.of(PREFIX + group) : Optional.empty();
    }

    /** The bindings that the groups of entries need. */
    List<RbacObject> bindings(Collection<DesiredEntry> entries) {
        Set<String> used = new HashSet<>();
        entries.forEach(entry -> used.addAll(entry.groups()));
        List<RbacObject> twins = new ArrayList<>();
        for (RbacBinding binding : rbac.bindings()) {
            List<RbacSubject> groups = binding.subjects().stream()
                    .filter(subject -> subject.kind().equals(RbacSubject.GROUP) && movable.contains(subject.name()))
                    .filter(subject -> used.contains(PREFIX + subject.name()))
                    .map(subject -> RbacSubject.group(PREFIX + subject.name()))
                    .distinct()
                    .toList();
            if (!groups.isEmpty()) {
                twins.add(twin(binding, groups));
            }
        }
        return twins;
    }

    /** The objects of the cluster with these bindings in place. */
    RbacObjects with(Collection<RbacObject> twins) {
        Set<String> names = new HashSet<>();
        twins.forEach(twin -> names.add(twin.reference()));
        return RbacObjects.builder()
                .from(rbac)
                .bindings(Stream.concat(
                                rbac.bindings().stream().filter(binding -> !names.contains(binding.reference())),
                                twins.stream().map(RbacBinding.class::cast))
                        .toList())
                .build();
    }

    private boolean hasAllTwins(String group) {
        Set<String> present = new HashSet<>();
        rbac.bindings().stream()
                .filter(binding -> binding.subjects().contains(RbacSubject.group(PREFIX + group)))
                .forEach(binding -> present.add(binding.reference()));
        Set<String> wanted = new HashSet<>();
        rbac.bindings().stream()
                .filter(binding -> binding.subjects().contains(RbacSubject.group(group)))
                .forEach(binding -> wanted.add(twin(binding, List.of()).reference()));
        return present.equals(wanted);
    }

    private static RbacBinding twin(RbacBinding binding, List<RbacSubject> groups) {
        return RbacBinding.builder()
                .namespace(binding.namespace())
                .name(PREFIX + binding.name())
                .roleKind(binding.roleKind())
                .role(binding.role())
                .subjects(groups)
                .build();
    }
}
