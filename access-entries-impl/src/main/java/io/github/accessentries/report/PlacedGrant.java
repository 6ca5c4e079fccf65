package io.github.accessentries.report;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** All that one policy or binding gives to somebody at one place. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PlacedGrant {

    PlacedGrant() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the place} */
    public abstract Where where();

    /** {@return what gives it; its rule is the first of the rules} */
    public abstract Reason reason();

    /** {@return what it gives} */
    public abstract List<Rule> rules();

    private record Key(Where where, String reason) {}

    /** Brings together the rules of the same policy or binding. */
    static List<PlacedGrant> of(List<Permission> permissions) {
        Map<Key, List<Permission>> byGround = new LinkedHashMap<>();
        for (Permission each : permissions) {
            Key key = new Key(each.where(), each.reasons().get(0).toString());
            byGround.computeIfAbsent(key, ground -> new ArrayList<>()).add(each);
        }
        return byGround.values().stream()
                .map(same -> builder()
                        .where(same.get(0).where())
                        .reason(same.get(0).reasons().get(0))
                        .rules(same.stream().map(Permission::rule).toList())
                        .build())
                .toList();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePlacedGrant.Builder {
        Builder() {}
    }
}
