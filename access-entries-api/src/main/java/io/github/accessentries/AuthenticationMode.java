package io.github.accessentries;

import static java.util.Objects.requireNonNull;

/**
 * Where a cluster looks for what an IAM principal may do. It changes only forward, one step at a time:
 * {@link #CONFIG_MAP}, {@link #API_AND_CONFIG_MAP}, {@link #API}.
 */
public enum AuthenticationMode {
    /** Only in the {@code aws-auth} ConfigMap; entries can neither be made nor listed. */
    CONFIG_MAP,
    /** In the access entries first, then in {@code aws-auth}; an entry hides the mapping of its principal. */
    API_AND_CONFIG_MAP,
    /** Only in the access entries. */
    API,
    /** A mode that this version does not know. */
    UNKNOWN;

    /**
     * Reads the name that the EKS API uses.
     *
     * @param name for example {@code API}
     * @return the mode, {@link #UNKNOWN} if it is none that this version knows; never fails
     */
    public static AuthenticationMode parse(String name) {
        requireNonNull(name, "name");
        for (AuthenticationMode mode : values()) {
            if (mode.name().equals(name)) {
                return mode;
            }
        }
        return UNKNOWN;
    }

    /**
     * Whether the cluster heeds access entries.
     *
     * @return {@code true} for the two modes with the API
     */
    public boolean usesAccessEntries() {
        return this == API || this == API_AND_CONFIG_MAP;
    }

    /**
     * Whether the cluster heeds the {@code aws-auth} ConfigMap.
     *
     * @return {@code true} for the two modes with the ConfigMap
     */
    public boolean usesConfigMap() {
        return this == CONFIG_MAP || this == API_AND_CONFIG_MAP;
    }
}
