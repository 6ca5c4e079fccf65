package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which mapping of {@code aws-auth} somebody comes in, by the rules of the public authenticator: mappings of roles come
 * before those of users and both before whole accounts, ARNs match in any letter case, and of two mappings of one ARN the
 * last one counts alone; nothing is merged. A role that is mapped with its path never matches, since STS does not tell
 * paths. Immutable.
 */
public final class EffectiveMappings {

    private final Map<String, PlacedMapping> byKey = new HashMap<>();
    private final List<PlacedMapping> counting = new ArrayList<>();
    private final List<ShadowedMapping> shadowed = new ArrayList<>();
    private final Map<String, Integer> accounts = new HashMap<>();

    private EffectiveMappings(AwsAuth awsAuth) {
        List<PlacedMapping> roles = placed("mapRoles", awsAuth.roles());
        List<PlacedMapping> users = placed("mapUsers", awsAuth.users());
        // What is put in later takes the place of what was there.
        users.forEach(mapping -> byKey.put(key(mapping), mapping));
        roles.forEach(mapping -> byKey.put(key(mapping), mapping));
        Stream.concat(roles.stream(), users.stream()).forEach(this::sortOut);
        for (int i = 0; i < awsAuth.accounts().size(); i++) {
            accounts.putIfAbsent(awsAuth.accounts().get(i), i);
        }
    }

    /** Equal mappings stand in different places, so each is told from its copies. */
    private void sortOut(PlacedMapping mapping) {
        PlacedMapping winner = byKey.getOrDefault(key(mapping), mapping);
        if (winner.equals(mapping)) {
            counting.add(mapping);
        } else {
            shadowed.add(new ShadowedMapping(mapping, winner));
        }
    }

    /**
     * Looks through a ConfigMap.
     *
     * @param awsAuth what the ConfigMap says
     * @return which of its mappings count
     */
    public static EffectiveMappings of(AwsAuth awsAuth) {
        return new EffectiveMappings(requireNonNull(awsAuth, "awsAuth"));
    }

    private static List<PlacedMapping> placed(String list, List<ArnMapping> mappings) {
        List<PlacedMapping> placed = new ArrayList<>();
        for (int i = 0; i < mappings.size(); i++) {
            placed.add(new PlacedMapping(list, i, mappings.get(i)));
        }
        return placed;
    }

    private static String key(PlacedMapping mapping) {
        return ArnKey.of(mapping.mapping().arn());
    }

    /**
     * The mapping by which a principal without an access entry comes in.
     *
     * @param principal the role or user; the path of a role does not count
     * @return its own mapping, else that of its account, under its ARN and without groups; empty if it is not let in
     */
    public Optional<PlacedMapping> of(PrincipalArn principal) {
        return ofArn(principal.canonical()).or(() -> ofAccount(principal));
    }

    private Optional<PlacedMapping> ofAccount(PrincipalArn principal) {
        return Optional.ofNullable(accounts.get(principal.accountId()))
                .map(index -> new PlacedMapping(
                        "mapAccounts", index, new ArnMapping(principal.canonical(), principal.canonical(), List.of())));
    }

    /**
     * The mapping that counts for an ARN.
     *
     * @param canonicalArn an ARN as STS tells it, for roles without the path; in any letter case
     * @return the mapping, empty if there is none; accounts are not looked at
     */
    public Optional<PlacedMapping> ofArn(String canonicalArn) {
        return Optional.ofNullable(byKey.get(ArnKey.of(canonicalArn)));
    }

    /**
     * All mappings of single ARNs that count.
     *
     * @return one for each ARN, roles before users, in the order of the ConfigMap
     */
    public List<PlacedMapping> mappings() {
        return List.copyOf(counting);
    }

    /**
     * The mappings that never count because another one of the same ARN does.
     *
     * @return each with the one that counts in its place, roles before users, in the order of the ConfigMap
     */
    public List<ShadowedMapping> shadowed() {
        return List.copyOf(shadowed);
    }
}
