package io.github.accessentries.testkit.internal.service.settings;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a resource beside access, such as subnets: what a caller said, and what EKS adds to it.
 *
 * @param members texts, whole numbers, truth values, and lists and maps of these, by the names of the service's model
 */
public record Settings(Map<String, Object> members) {

    /** Nothing said. */
    public static final Settings NONE = new Settings(Map.of());

    /**
     * Copies the members, in their order.
     *
     * @param members by name
     */
    public Settings {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Members in the order in which they are to be shown: names and values by turns. */
    public static Map<String, Object> inOrder(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }

    /** Refuses a request that leaves a member out. */
    public void require(String cluster, String member) {
        if (!members.containsKey(member)) {
            throw UnverifiedClusterFaults.memberMissing(cluster, member);
        }
    }

    /** Whether a member is there. */
    public boolean has(String member) {
        return members.containsKey(member);
    }

    /** A structure; one that is not there has no members. */
    public Settings part(String member) {
        return members.get(member) instanceof Map<?, ?> structure ? new Settings(byName(structure)) : NONE;
    }

    private static Map<String, Object> byName(Map<?, ?> structure) {
        Map<String, Object> members = new LinkedHashMap<>();
        structure.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    /** A list; one that is not there has no items. */
    public List<?> list(String member) {
        return members.get(member) instanceof List<?> list ? list : List.of();
    }

    /** A text, if it is there. */
    public Optional<String> text(String member) {
        return members.get(member) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A truth value, if it is there. */
    public Optional<Boolean> flag(String member) {
        return members.get(member) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The same with another value of a member. */
    public Settings with(String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(member, value);
        return new Settings(changed);
    }

    /** These over others: structures member by member, and of all else what is here. */
    public Settings over(Settings others) {
        Map<String, Object> all = new LinkedHashMap<>(others.members);
        members.forEach((member, value) -> all.put(
                member,
                value instanceof Map<?, ?>
                        ? part(member).over(others.part(member)).members()
                        : value));
        return new Settings(all);
    }
}
