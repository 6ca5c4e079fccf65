package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the access entry of a principal, as it was when they began. Not thread-safe. */
public final class EntryAssert extends AbstractAssert<EntryAssert, PrincipalArn> {

    private final FakeCluster cluster;
    private final Optional<AccessEntry> entry;

    EntryAssert(FakeCluster cluster, PrincipalArn principal) {
        super(principal, EntryAssert.class);
        this.cluster = cluster;
        this.entry = cluster.ownEntries().find(principal);
    }

    /**
     * Verifies that there is an entry, as every other assertion except {@link #doesNotExist()} does.
     *
     * @return this
     */
    public EntryAssert exists() {
        require("exist");
        return this;
    }

    /**
     * Verifies that there is no entry.
     *
     * @return this
     */
    public EntryAssert doesNotExist() {
        if (entry.isPresent()) {
            throw failed("not to exist", "there is: " + entry.get());
        }
        return this;
    }

    /**
     * Verifies the type.
     *
     * @param type the type
     * @return this
     */
    public EntryAssert hasType(EntryType type) {
        requireNonNull(type, "type");
        return verify("to have type", type, require("have type " + type).type());
    }

    /**
     * Verifies the user name.
     *
     * @param username the user name as it is stored, with its templates
     * @return this
     */
    public EntryAssert hasUsername(String username) {
        requireNonNull(username, "username");
        return verify(
                "to have user name",
                username,
                require("have user name " + username).username());
    }

    /**
     * Verifies the Kubernetes groups.
     *
     * @param groups all groups, in any order; none for an entry without groups
     * @return this
     */
    public EntryAssert hasGroups(String... groups) {
        requireNonNull(groups, "groups");
        for (String each : groups) {
            requireNonNull(each, "groups element");
        }
        Set<String> expected = new TreeSet<>(List.of(groups));
        return verify(
                "to have groups",
                expected,
                new TreeSet<>(require("have groups " + expected).groups()));
    }

    private EntryAssert verify(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw failed(what + " " + expected, "it has " + found);
        }
        return this;
    }

    /**
     * Verifies that the entry has a policy, and goes on to where it holds.
     *
     * @param policy the policy
     * @return the choice of scope; until it is made, only the presence of the policy has been verified
     */
    public PolicyScope hasPolicy(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        AccessEntry found = require("have " + policy);
        return new PolicyScope(
                policy,
                found.scopeOf(policy)
                        .orElseThrow(() -> failed("to have " + policy, "it has policies " + found.policies())));
    }

    /** Where a policy of an entry holds. */
    public final class PolicyScope {

        private final AccessPolicy policy;
        private final AccessScope scope;

        private PolicyScope(AccessPolicy policy, AccessScope scope) {
            this.policy = policy;
            this.scope = scope;
        }

        /**
         * Verifies that the policy holds in these namespaces and no others.
         *
         * @param first a name or pattern, as it is stored
         * @param more the others, in any order
         * @return the assertions, for chaining
         */
        public EntryAssert inNamespaces(String first, String... more) {
            return verifyScope(AccessScope.namespaces(first, more));
        }

        /**
         * Verifies that the policy holds in the whole cluster.
         *
         * @return the assertions, for chaining
         */
        public EntryAssert clusterWide() {
            return verifyScope(AccessScope.clusterWide());
        }

        private EntryAssert verifyScope(AccessScope expected) {
            if (!scope.equals(expected)) {
                throw failed("to have " + policy + " " + expected, "it has it " + scope);
            }
            return EntryAssert.this;
        }
    }

    private AccessEntry require(String what) {
        return entry.orElseThrow(() -> failed("to " + what, "there is none" + nearest()));
    }

    /** Entries of principals with the same name: the usual slip is a wrong path, account or kind. */
    private String nearest() {
        List<PrincipalArn> principals = cluster.ownEntries().principals();
        List<PrincipalArn> namesakes = principals.stream()
                .filter(other -> other.name().equalsIgnoreCase(actual.name()))
                .toList();
        return namesakes.isEmpty()
                ? String.format("%nThe cluster has %d entries, none of this name", principals.size())
                : String.format("%nNearest: entries of %s", namesakes);
    }

    private AssertionError failed(String expected, String found) {
        return failure("%nExpected the entry of %s on cluster %s%n%s%nbut %s", actual, cluster.name(), expected, found);
    }
}
