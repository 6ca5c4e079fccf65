package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The desired access to a cluster: its access entries and, if they are to be kept beside them, the objects of RBAC that give
 * something to the groups of these entries. A desired state names no cluster, so one can be used for many.
 *
 * <pre>{@code
 * DesiredAccess.builder()
 *     .entry(DesiredEntry.builder(admin).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide())
 *     .entry(DesiredEntry.builder(dev).allow(AccessPolicy.EDIT).inNamespaces("team-a").groups("team-a"))
 *     .binding(RbacBinding.inNamespace("team-a", "team-a-views", "view", "team-a"))
 *     .ownership(Ownership.tagged("managed-by", "platform-team"))
 *     .build()
 * }</pre>
 *
 * <p>Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class DesiredAccess {

    DesiredAccess() {}

    /**
     * Starts a state without entries that owns {@link Ownership#ONLY_LISTED}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the desired entries, sorted by principal; if ownership is by tag, each has that tag} */
    @Value.Parameter
    public abstract List<DesiredEntry> entries();

    /** {@return which other entries this state covers} */
    @Value.Parameter
    public abstract Ownership ownership();

    /** {@return what is done about entries that let nobody in, {@link DeadEntryHandling#LEAVE} by default} */
    @Value.Parameter
    public abstract DeadEntryHandling deadEntries();

    /**
     * The desired objects of RBAC. They are made with a label that says that they are ours, and only those that have it are
     * ever changed or deleted; an object of the same name without it is adopted, which a person signs off.
     *
     * @return roles and bindings, sorted by kind, namespace and name; none if RBAC is left to others
     */
    @Value.Parameter
    public abstract List<RbacObject> objects();

    /**
     * The principals of the desired entries.
     *
     * @return the principals, one for each entry, in the same order
     */
    public final List<PrincipalArn> principals() {
        return entries().stream().map(DesiredEntry::principal).toList();
    }

    /**
     * The state as text, with a line for each entry and object.
     *
     * @return the ownership, the entries and the objects
     */
    @Override
    public final String toString() {
        return Stream.concat(entries().stream(), objects().stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n- ", "owns " + ownership() + deadEntriesInWords() + "\n- ", ""));
    }

    private String deadEntriesInWords() {
        return deadEntries() == DeadEntryHandling.LEAVE
                ? ""
                : ", dead entries: " + deadEntries().id();
    }

    private static List<DesiredEntry> owned(Collection<DesiredEntry> entries, Ownership ownership, List<Fault> found) {
        return entries.stream()
                .map(entry -> ownership instanceof Ownership.Tagged tag ? tagged(entry, tag, found) : entry)
                .sorted(Comparator.comparing(DesiredEntry::principal))
                .toList();
    }

    private static DesiredEntry tagged(DesiredEntry entry, Ownership.Tagged tag, List<Fault> found) {
        if (tag.value().equals(entry.tags().get(tag.key()))) {
            return entry;
        }
        try {
            return entry.toBuilder().tag(tag.key(), tag.value()).build();
        } catch (InvalidDesiredAccessException e) {
            found.addAll(e.faults());
            return entry;
        }
    }

    private static void findRepeated(List<DesiredEntry> sorted, List<Fault> found) {
        Map<String, PrincipalArn> byName = new HashMap<>();
        for (DesiredEntry entry : sorted) {
            PrincipalArn principal = entry.principal();
            PrincipalArn other = byName.putIfAbsent(principal.uniqueName(), principal);
            if (principal.equals(other)) {
                found.add(Fault.of(
                        principal.toString(),
                        "principal",
                        "it is listed more than once; a principal has one access entry, so list everything in that"));
            } else if (other != null) {
                found.add(Fault.of(
                        principal.toString(),
                        "principal",
                        other + " is listed too, and IAM has no two names in an account that differ only in path or"
                                + " letter case; list the one that exists"));
            }
        }
    }

    /** Builds desired states, checks each as a whole and reports all faults together. Not thread-safe. */
    @SuppressWarnings("immutables:incompat") // It collects faults and checks the whole, so it cannot be generated.
    @CanIgnoreReturnValue
    public static final class Builder {

        private final List<DesiredEntry> entries = new ArrayList<>();
        private final List<RbacObject> objects = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private Ownership ownership = Ownership.ONLY_LISTED;
        private DeadEntryHandling deadEntries = DeadEntryHandling.LEAVE;
        private @Nullable Set<AccessPolicy> knownPolicies;

        private Builder() {}

        /**
         * Adds an entry.
         *
         * @param entry the entry
         * @return this builder
         */
        public Builder entry(DesiredEntry entry) {
            entries.add(requireNonNull(entry, "entry"));
            return this;
        }

        /**
         * Adds an entry that is still being built. {@link #build()} reports its faults together with all others.
         *
         * @param entry the builder of the entry, which must not be used afterwards
         * @return this builder
         */
        public Builder entry(DesiredEntry.Builder entry) {
            try {
                return entry(requireNonNull(entry, "entry").build());
            } catch (InvalidDesiredAccessException e) {
                faults.addAll(e.faults());
                return this;
            }
        }

        /**
         * Adds entries.
         *
         * @param entries the entries
         * @return this builder
         */
        public Builder entries(Collection<DesiredEntry> entries) {
            for (DesiredEntry entry : requireNonNull(entries, "entries")) {
                this.entries.add(requireNonNull(entry, "entries element"));
            }
            return this;
        }

        /**
         * Adds a Role or ClusterRole.
         *
         * @param role the role as it is to be
         * @return this builder
         */
        public Builder role(RbacRole role) {
            objects.add(requireNonNull(role, "role"));
            return this;
        }

        /**
         * Adds a RoleBinding or ClusterRoleBinding.
         *
         * @param binding the binding as it is to be
         * @return this builder
         */
        public Builder binding(RbacBinding binding) {
            objects.add(requireNonNull(binding, "binding"));
            return this;
        }

        /**
         * Adds roles and bindings.
         *
         * @param objects the objects as they are to be
         * @return this builder
         */
        public Builder objects(Collection<? extends RbacObject> objects) {
            for (RbacObject object : requireNonNull(objects, "objects")) {
                this.objects.add(requireNonNull(object, "objects element"));
            }
            return this;
        }

        /**
         * Adds a fault that was found elsewhere, for example while reading a file, so that it is reported with all
         * others.
         *
         * @param fault what is wrong
         * @return this builder
         */
        public Builder fault(Fault fault) {
            faults.add(requireNonNull(fault, "fault"));
            return this;
        }

        /**
         * Sets which other entries the state covers.
         *
         * @param ownership {@link Ownership#ONLY_LISTED} by default
         * @return this builder
         */
        public Builder ownership(Ownership ownership) {
            this.ownership = requireNonNull(ownership, "ownership");
            return this;
        }

        /**
         * Sets what is done about entries that let nobody in.
         *
         * @param handling {@link DeadEntryHandling#LEAVE} by default
         * @return this builder
         */
        public Builder deadEntries(DeadEntryHandling handling) {
            this.deadEntries = requireNonNull(handling, "handling");
            return this;
        }

        /**
         * Sets which access policies exist, so that a misspelled one is found here. Without this, a misspelled policy
         * is only found by planning.
         *
         * @param policies for example those that {@code AccessEntries.policies()} lists
         * @return this builder
         */
        public Builder knownPolicies(Collection<AccessPolicy> policies) {
            this.knownPolicies = Set.copyOf(requireNonNull(policies, "policies"));
            return this;
        }

        /**
         * Builds the desired state.
         *
         * @return the state
         * @throws InvalidDesiredAccessException if the state or its entries have faults; it names all of them
         */
        @CheckReturnValue
        public DesiredAccess build() {
            List<Fault> found = new ArrayList<>(faults);
            List<DesiredEntry> owned = owned(entries, ownership, found);
            findRepeated(owned, found);
            findUnknownPolicies(found);
            List<RbacObject> sorted = DesiredObjects.checked(objects, found);
            DesiredPolicies.findRulesThatDiffer(entries, found);
            if (!found.isEmpty()) {
                throw new InvalidDesiredAccessException(found);
            }
            return ImmutableDesiredAccess.of(owned, ownership, deadEntries, sorted);
        }

        private void findUnknownPolicies(List<Fault> found) {
            if (knownPolicies == null) {
                return;
            }
            for (DesiredEntry entry : entries) {
                for (AccessPolicy policy : entry.policies().keySet()) {
                    if (!knownPolicies.contains(policy)) {
                        found.add(Fault.of(
                                entry.principal().toString(),
                                "policies",
                                "access policy " + policy + " does not exist; check the spelling"));
                    }
                }
            }
        }
    }
}
