package io.github.accessentries.testkit.service;

/** The authentication modes of a cluster, in the order in which it may go through them. */
public enum AccessMode {
    /** Only the {@code aws-auth} ConfigMap. */
    CONFIG_MAP,
    /** Access entries, then {@code aws-auth}. */
    API_AND_CONFIG_MAP,
    /** Only access entries. */
    API;

    boolean hasApi() {
        return this != CONFIG_MAP;
    }
}
