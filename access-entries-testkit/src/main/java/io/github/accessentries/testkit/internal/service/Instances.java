package io.github.accessentries.testkit.internal.service;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** As much of EC2 as clusters need: the private DNS names of instances. Thread-safe. */
public final class Instances {

    private static final Pattern ID = Pattern.compile("i-(?:[0-9a-f]{8}|[0-9a-f]{17})");
    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    private final Map<String, String> privateDnsNames = new ConcurrentHashMap<>();

    Instances() {}

    /**
     * Makes an instance exist, or gives it another name.
     *
     * @param instanceId for example {@code i-0123456789abcdef0}
     * @param privateDnsName for example {@code ip-10-0-0-1.us-west-2.compute.internal}
     * @throws IllegalArgumentException if EC2 could not have such an id or name
     */
    public void put(String instanceId, String privateDnsName) {
        if (!ID.matcher(instanceId).matches()) {
            throw new IllegalArgumentException("\"" + instanceId
                    + "\" is not an EC2 instance id; use i- and 8 or 17 hexadecimal digits in lower case");
        }
        if (!DNS_NAME.matcher(privateDnsName).matches()) {
            throw new IllegalArgumentException("\"" + privateDnsName
                    + "\" is not a DNS name; use one like ip-10-0-0-1.us-west-2.compute.internal, in lower case");
        }
        privateDnsNames.put(instanceId, privateDnsName);
    }

    /**
     * Looks an instance up.
     *
     * @param instanceId any text
     * @return its private DNS name, empty if there is no such instance
     */
    public Optional<String> privateDnsName(String instanceId) {
        return Optional.ofNullable(privateDnsNames.get(instanceId));
    }

    void clear() {
        privateDnsNames.clear();
    }
}
