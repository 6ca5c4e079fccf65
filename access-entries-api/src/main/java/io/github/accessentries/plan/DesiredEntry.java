package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * Exactly what the access entry of one principal should be: policies, groups and tags that are not named here are
 * removed.
 *
 * <pre>{@code
 * DesiredEntry.builder(PrincipalArn.role("111122223333", "team-a-dev"))
 *     .allow(AccessPolicy.EDIT).inNamespaces("team-a", "team-a-*")
 *     .groups("team-a")
 *     .build()
 * }</pre>
 */
@CheckReturnValue
@Value.Immutable
public abstract class DesiredEntry {

    DesiredEntry() {}

    /**
     * Starts an entry of type {@link EntryType#STANDARD} without policies, groups and tags.
     *
     * @param principal the role or user
     * @return a new builder
     */
    public static Builder builder(PrincipalArn principal) {
        return new Builder(principal);
    }

    /**
     * The desired entry that matches what stays of an existing one, without the user name, groups and tags that AWS sets by
     * itself. What a temporary grant gave is left out together with its tags, since it would never end if it were desired.
     *
     * @param present the entry
     * @return the desired entry
     * @throws InvalidDesiredAccessException if only AWS can create such an entry
     */
    public static DesiredEntry of(AccessEntry present) {
        return PresentEntry.asDesired(requireNonNull(present, "present"));
    }

    /** {@return the principal of the entry: a role or user, never a role of an AWS service} */
    public abstract PrincipalArn principal();

    /** {@return the type of the entry, {@link EntryType#STANDARD} by default} */
    public abstract EntryType type();

    /** {@return the template of the Kubernetes user name, empty for the one that EKS generates} */
    public abstract Optional<String> username();

    /** {@return the Kubernetes groups, sorted} */
    @Value.NaturalOrder
    public abstract SortedSet<String> groups();

    /** {@return the scope of each access policy, sorted by policy} */
    @Value.NaturalOrder
    public abstract SortedMap<AccessPolicy, AccessScope> policies();

    /** {@return the scope of each custom policy, sorted by the policies' names} */
    @Value.NaturalOrder
    public abstract SortedMap<CustomPolicy, AccessScope> customPolicies();

    /** {@return tag values by key, sorted} */
    @Value.NaturalOrder
    public abstract SortedMap<String, String> tags();

    /**
     * The entry as EKS will create it: with the user name and groups that EKS fills in, but without ARN and times.
     *
     * @param cluster the cluster's name
     * @return the entry as it will be read
     */
    public final AccessEntry asMade(String cluster) {
        return PresentEntry.asMade(this, cluster);
    }

    /**
     * The groups that EKS is asked for: those that are named, and those that stand for custom policies.
     *
     * @return the names, sorted
     */
    public final SortedSet<String> allGroups() {
        return DesiredPolicies.groupsOf(this);
    }

    final String usernameAsMade() {
        return username().orElseGet(() -> EntryRules.generatedUsername(type(), principal()));
    }

    final Set<String> groupsAsMade() {
        return type().isForNodes() ? EntryRules.generatedGroups(type()) : allGroups();
    }

    /** A builder with the values of this entry. */
    final Builder toBuilder() {
        Builder builder = builder(principal()).type(type()).groups(groups());
        username().ifPresent(builder::username);
        policies().forEach((policy, scope) -> builder.allow(policy).in(scope));
        customPolicies().forEach((policy, scope) -> builder.allow(policy).in(scope));
        tags().forEach(builder::tag);
        return builder;
    }

    /**
     * The entry on one line.
     *
     * @return the principal, type, user name, groups, policies and tags, as far as they are set
     */
    @Override
    public final String toString() {
        return DesiredEntryText.of(this);
    }

    /**
     * Builds entries. Faults are collected and reported together, by {@link #build()} or by the desired state that the
     * builder is added to. Not thread-safe.
     */
    @SuppressWarnings("immutables:incompat") // It takes a principal and collects faults, so it cannot be generated.
    @CanIgnoreReturnValue
    public static final class Builder {

        private final PrincipalArn principal;
        private final ImmutableDesiredEntry.Builder entry = new ImmutableDesiredEntry.Builder();
        private final List<Fault> faults = new ArrayList<>();
        private final Map<AccessPolicy, Optional<AccessScope>> policies = new LinkedHashMap<>();
        private final Map<CustomPolicy, Optional<AccessScope>> customPolicies = new LinkedHashMap<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private EntryType type = EntryType.STANDARD;
        private boolean named;

        private Builder(PrincipalArn principal) {
            this.principal = principal;
            entry.principal(principal);
            check("principal", () -> EntryRules.requireNotServiceLinked(principal));
            check("principal", () -> EntryRules.requireRoleOrUser(principal));
        }

        /**
         * Sets the type of the entry.
         *
         * @param type the type, {@link EntryType#STANDARD} by default
         * @return this builder
         */
        public Builder type(EntryType type) {
            this.type = requireNonNull(type, "type");
            return this;
        }

        /**
         * Sets the Kubernetes user name, in place of the one that EKS generates.
         *
         * @param template the name; <code>{{SessionName}}</code> may stand in it after a colon
         * @return this builder
         */
        public Builder username(String template) {
            named = true;
            check("username", () -> EntryRules.requireUsername(template));
            entry.username(template);
            return this;
        }

        /**
         * Adds Kubernetes groups.
         *
         * @param groups names of groups
         * @return this builder
         */
        public Builder groups(String... groups) {
            return groups(Arrays.asList(requireNonNull(groups, "groups")));
        }

        /**
         * Adds Kubernetes groups.
         *
         * @param groups names of groups
         * @return this builder
         */
        public Builder groups(Collection<String> groups) {
            for (String group : requireNonNull(groups, "groups")) {
                requireNonNull(group, "groups element");
                named = true;
                check("groups", () -> EntryRules.requireGroup(group));
                entry.addGroup(group);
            }
            return this;
        }

        /**
         * Adds a policy. Its scope must follow: {@code allow(EDIT).inNamespaces("team-a")}.
         *
         * @param policy the policy
         * @return the choice of the scope, which returns to this builder
         */
        @CheckReturnValue
        public ScopeChoice allow(AccessPolicy policy) {
            requireNonNull(policy, "policy");
            if (policies.containsKey(policy)) {
                fault(
                        "policies",
                        policy + " is named twice; a policy has one scope, so list all its namespaces in that");
            }
            policies.put(policy, Optional.empty());
            return new ScopeChoice(this, scope -> scope(policy, scope));
        }

        /**
         * Adds a policy of one's own. Its scope must follow: {@code allow(operator).inNamespaces("team-a")}.
         *
         * @param policy the policy
         * @return the choice of the scope, which returns to this builder
         */
        @CheckReturnValue
        public ScopeChoice allow(CustomPolicy policy) {
            requireNonNull(policy, "policy");
            named = true;
            if (customPolicies.keySet().stream().anyMatch(other -> other.name().equals(policy.name()))) {
                fault(
                        "policies",
                        policy + " is named twice; a policy has one set of rules and one scope, so list all its"
                                + " namespaces in that");
            }
            customPolicies.put(policy, Optional.empty());
            return new ScopeChoice(this, scope -> {
                customPolicies.put(policy, Optional.of(scope));
                check("policies", () -> {
                    ScopedPolicy unused = policy.in(scope);
                });
            });
        }

        /**
         * Adds a policy with its scope.
         *
         * @param association the policy and its scope; its times are ignored
         * @return this builder
         */
        public Builder allow(PolicyAssociation association) {
            return allow(requireNonNull(association, "association").policy()).in(association.scope());
        }

        /**
         * Adds a tag.
         *
         * @param key 1 to 128 characters, not beginning with {@code aws:}
         * @param value up to 256 characters
         * @return this builder
         */
        public Builder tag(String key, String value) {
            String before = tags.put(key, value);
            if (before != null && !before.equals(value)) {
                fault(
                        "tags",
                        PlainText.quoted(key) + " is set to both " + PlainText.quoted(before) + " and "
                                + PlainText.quoted(value) + "; choose one");
            }
            check("tags", () -> EntryRules.requireTag(key, value));
            return this;
        }

        /**
         * Builds the entry.
         *
         * @return the entry
         * @throws InvalidDesiredAccessException if the entry has faults; it names all of them
         */
        @CheckReturnValue
        public DesiredEntry build() {
            List<Fault> found = new ArrayList<>(faults);
            check(found, "tags", () -> EntryRules.requireTagCount(tags.size()));
            check(found, "type", () -> EntryRules.requireFit(type, principal, named, !policies.isEmpty()));
            Map<AccessPolicy, AccessScope> scopes = scopes(policies, found);
            Map<CustomPolicy, AccessScope> customScopes = scopes(customPolicies, found);
            if (!found.isEmpty()) {
                throw new InvalidDesiredAccessException(found);
            }
            return entry.type(type)
                    .policies(scopes)
                    .customPolicies(customScopes)
                    .tags(tags)
                    .build();
        }

        private <P> Map<P, AccessScope> scopes(Map<P, Optional<AccessScope>> named, List<Fault> found) {
            Map<P, AccessScope> scopes = new LinkedHashMap<>();
            named.forEach((policy, scope) -> scope.ifPresentOrElse(
                    place -> scopes.put(policy, place),
                    () -> found.add(fault(
                            principal,
                            "policies",
                            policy + " has no scope; name its namespaces, or make it cluster-wide"))));
            return scopes;
        }

        private void scope(AccessPolicy policy, AccessScope scope) {
            policies.put(policy, Optional.of(scope));
            DesiredPolicies.scopeFaults(policy, scope).forEach(reason -> fault("policies", reason));
        }

        private void check(String field, Runnable rule) {
            check(faults, field, rule);
        }

        private void check(List<Fault> to, String field, Runnable rule) {
            try {
                rule.run();
            } catch (IllegalArgumentException e) {
                to.add(fault(principal, field, String.valueOf(e.getMessage())));
            }
        }

        private void fault(String field, String reason) {
            faults.add(fault(principal, field, reason));
        }

        private static Fault fault(PrincipalArn principal, String field, String reason) {
            return Fault.of(principal.toString(), field, reason);
        }
    }

    /** The choice of the scope of the policy that was just added. */
    @CanIgnoreReturnValue
    public static final class ScopeChoice {

        private final Builder builder;
        private final Consumer<AccessScope> chosen;

        private ScopeChoice(Builder builder, Consumer<AccessScope> chosen) {
            this.builder = builder;
            this.chosen = chosen;
        }

        /**
         * Limits the policy to namespaces.
         *
         * @param patterns names or patterns, for example {@code team-a} or {@code team-a-*}; none is a fault
         * @return the builder of the entry
         */
        public Builder inNamespaces(String... patterns) {
            for (String pattern : requireNonNull(patterns, "patterns")) {
                requireNonNull(pattern, "patterns element");
            }
            return in(AccessScope.of("namespace", Arrays.asList(patterns)));
        }

        /**
         * Makes the policy cluster-wide.
         *
         * @return the builder of the entry
         */
        public Builder clusterWide() {
            return in(AccessScope.clusterWide());
        }

        /**
         * Uses an existing scope.
         *
         * @param scope the scope
         * @return the builder of the entry
         */
        public Builder in(AccessScope scope) {
            chosen.accept(requireNonNull(scope, "scope"));
            return builder;
        }
    }
}
