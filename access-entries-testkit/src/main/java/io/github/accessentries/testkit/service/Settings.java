package io.github.accessentries.testkit.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller said of a resource that the fake only shows again, such as subnets.
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

    void require(String cluster, String member) {
        if (!members.containsKey(member)) {
            throw UnverifiedClusterFaults.memberMissing(cluster, member);
        }
    }
}
