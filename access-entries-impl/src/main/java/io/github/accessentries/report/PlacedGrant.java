package io.github.accessentries.report;

import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one policy or binding gives to somebody at one place. Immutable.
 *
 * @param where the place
 * @param reason what gives it; its rule is the first of the rules
 * @param rules what it gives
 */
public record PlacedGrant(Where where, Reason reason, List<Rule> rules) {

    private record Key(Where where, String reason) {}

    /**
     * Keeps a copy of the rules.
     *
     * @param where the place
     * @param reason what gives it
     * @param rules what it gives
     */
    public PlacedGrant {
        rules = List.copyOf(rules);
    }

    /** Brings together the rules of the same policy or binding. */
    static List<PlacedGrant> of(List<Permission> permissions) {
        Map<Key, List<Permission>> byGround = new LinkedHashMap<>();
        for (Permission each : permissions) {
            Key key = new Key(each.where(), each.reasons().get(0).text());
            byGround.computeIfAbsent(key, ground -> new ArrayList<>()).add(each);
        }
        return byGround.values().stream()
                .map(same -> new PlacedGrant(
                        same.get(0).where(),
                        same.get(0).reasons().get(0),
                        same.stream().map(Permission::rule).toList()))
                .toList();
    }
}
