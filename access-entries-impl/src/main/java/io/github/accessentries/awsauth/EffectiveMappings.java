package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.MappedArn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code aws-auth} mappings that take effect, by the rules of the public authenticator: mappings of roles come
 * before those of users and both before whole accounts, ARNs match in any letter case, and of two mappings of one ARN
 * only the last one counts; nothing is merged. A role that is mapped with its path never matches, since STS does not
 * report paths. Immutable.
 */
public final class EffectiveMappings {

    private final Map<String, PlacedMapping> byKey = new HashMap<>();
    private final List<PlacedMapping> counting = new ArrayList<>();
    private final List<ShadowedMapping> shadowed = new ArrayList<>();
    private final Map<String, Integer> accounts = new HashMap<>();

    private EffectiveMappings(AwsAuth awsAuth) {
        List<PlacedMapping> roles = placed("mapRoles", awsAuth.roles());
        List<PlacedMapping> users = placed("mapUsers", awsAuth.users());
        // A later mapping replaces an earlier one.
        put(users, false);
        put(roles, false);
        put(users, true);
        put(roles, true);
        Stream.concat(roles.stream(), users.stream()).forEach(this::sortOut);
        for (int i = 0; i < awsAuth.accounts().size(); i++) {
            accounts.putIfAbsent(awsAuth.accounts().get(i), i);
        }
    }

    private void put(List<PlacedMapping> mappings, boolean certain) {
        for (PlacedMapping mapping : mappings) {
            if (MappedArn.isTheSameEverywhere(mapping.mapping().arn()) == certain) {
                byKey.put(key(mapping), mapping);
            }
        }
    }

    /** Equal mappings can occur in several places, so they are compared by place. */
    private void sortOut(PlacedMapping mapping) {
        PlacedMapping winner = byKey.getOrDefault(key(mapping), mapping);
        if (winner.equals(mapping)) {
            counting.add(mapping);
        } else {
            shadowed.add(ShadowedMapping.builder().shadowed(mapping).by(winner).build());
        }
    }

    /**
     * Finds the mappings of a ConfigMap that take effect.
     *
     * @param awsAuth what the ConfigMap says
     * @return its effective mappings
     */
    public static EffectiveMappings of(AwsAuth awsAuth) {
        return new EffectiveMappings(requireNonNull(awsAuth, "awsAuth"));
    }

    private static List<PlacedMapping> placed(String list, List<ArnMapping> mappings) {
        List<PlacedMapping> placed = new ArrayList<>();
        for (int i = 0; i < mappings.size(); i++) {
            placed.add(PlacedMapping.builder()
                    .list(list)
                    .index(i)
                    .mapping(mappings.get(i))
                    .build());
        }
        return placed;
    }

    private static String key(PlacedMapping mapping) {
        return MappedArn.key(mapping.mapping().arn());
    }

    /**
     * The mapping that applies to a principal without an access entry.
     *
     * @param principal the role or user; the path of a role does not count
     * @return its own mapping, or that of its account, with its ARN and without groups; empty if none applies
     */
    public Optional<PlacedMapping> of(PrincipalArn principal) {
        return ofArn(requireNonNull(principal, "principal").canonical()).or(() -> ofAccount(principal));
    }

    private Optional<PlacedMapping> ofAccount(PrincipalArn principal) {
        return Optional.ofNullable(accounts.get(principal.accountId()))
                .map(index -> PlacedMapping.builder()
                        .list("mapAccounts")
                        .index(index)
                        .mapping(ArnMapping.of(principal.canonical(), principal.canonical(), List.of()))
                        .build());
    }

    /**
     * The mapping that applies to an ARN.
     *
     * @param canonicalArn an ARN as STS reports it, for roles without the path; in any letter case
     * @return the mapping, empty if there is none; mapped accounts are not considered
     */
    public Optional<PlacedMapping> ofArn(String canonicalArn) {
        return Optional.ofNullable(byKey.get(ArnKey.of(requireNonNull(canonicalArn, "canonicalArn"))));
    }

    /**
     * All effective mappings of single ARNs.
     *
     * @return one for each ARN, roles before users, in the order of the ConfigMap
     */
    public List<PlacedMapping> mappings() {
        return List.copyOf(counting);
    }

    /**
     * The mappings that have no effect because of another one of the same ARN.
     *
     * @return each with the one that takes effect instead, roles before users, in the order of the ConfigMap
     */
    public List<ShadowedMapping> shadowed() {
        return List.copyOf(shadowed);
    }
}
