package io.github.accessentries.testkit.internal.service.settings;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller said about a resource that the fake merely shows again, such as subnets.
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

    /** Refuses a request that leaves a member out. */
    public void require(String cluster, String member) {
        if (!members.containsKey(member)) {
            throw UnverifiedClusterFaults.memberMissing(cluster, member);
        }
    }
}
