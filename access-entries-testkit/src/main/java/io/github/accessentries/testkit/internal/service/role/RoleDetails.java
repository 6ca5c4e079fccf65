package io.github.accessentries.testkit.internal.service.role;

import io.github.accessentries.testkit.internal.service.trust.TrustPolicy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a role has beside its name and id.
 *
 * @param trust who may assume it
 * @param description in prose
 * @param maxSessionSeconds how long its sessions may last
 * @param permissionsBoundary the ARN of a policy, which has no effect here
 * @param tags its tags
 * @param policies names of attached policies by their ARNs, which have no effect here
 */
public record RoleDetails(
        TrustPolicy trust,
        Optional<String> description,
        int maxSessionSeconds,
        Optional<String> permissionsBoundary,
        Map<String, String> tags,
        Map<String, String> policies) {

    /** As long as a session may last unless a role says otherwise. */
    public static final int MOST_SECONDS = 43_200;

    private static final int DEFAULT_SECONDS = 3600;

    /** Of roles that a test registers: they say nothing, and let every session be as long as it may. */
    static final RoleDetails REGISTERED =
            new RoleDetails(TrustPolicy.OPEN, Optional.empty(), MOST_SECONDS, Optional.empty(), Map.of(), Map.of());

    /** Copies the maps, sorted. */
    public RoleDetails {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        policies = Collections.unmodifiableMap(new TreeMap<>(policies));
    }

    /** Of a new role. */
    public static RoleDetails of(
            TrustPolicy trust,
            Optional<String> description,
            Optional<Integer> maxSessionSeconds,
            Optional<String> permissionsBoundary,
            Map<String, String> tags) {
        return new RoleDetails(
                trust, description, maxSessionSeconds.orElse(DEFAULT_SECONDS), permissionsBoundary, tags, Map.of());
    }

    /** The same with another trust policy. */
    public RoleDetails with(TrustPolicy other) {
        return new RoleDetails(other, description, maxSessionSeconds, permissionsBoundary, tags, policies);
    }

    /** The same with another description and length of sessions. */
    public RoleDetails with(Optional<String> otherDescription, int seconds) {
        return new RoleDetails(trust, otherDescription, seconds, permissionsBoundary, tags, policies);
    }

    /** The same with other tags. */
    public RoleDetails withTags(Map<String, String> others) {
        return new RoleDetails(trust, description, maxSessionSeconds, permissionsBoundary, others, policies);
    }

    /** The same with other policies. */
    RoleDetails withPolicies(Map<String, String> others) {
        return new RoleDetails(trust, description, maxSessionSeconds, permissionsBoundary, tags, others);
    }
}
