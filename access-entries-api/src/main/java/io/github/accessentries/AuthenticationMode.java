package io.github.accessentries;

import static java.util.Objects.requireNonNull;

/**
 * The authentication mode of a cluster: where it looks for the access of IAM principals. It changes only forward, one
 * step at a time: {@link #CONFIG_MAP}, {@link #API_AND_CONFIG_MAP}, {@link #API}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html">Authentication modes, in the EKS User Guide</a>
 */
public enum AuthenticationMode {
    /** Only in the {@code aws-auth} ConfigMap; access entries can be neither created nor listed. */
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
     * @return the mode, {@link #UNKNOWN} if this version does not know it; never fails
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
     * Whether the cluster uses access entries.
     *
     * @return {@code true} for the two modes with the API
     */
    public boolean usesAccessEntries() {
        return this == API || this == API_AND_CONFIG_MAP;
    }

    /**
     * Whether the cluster uses the {@code aws-auth} ConfigMap.
     *
     * @return {@code true} for the two modes with the ConfigMap
     */
    public boolean usesConfigMap() {
        return this == CONFIG_MAP || this == API_AND_CONFIG_MAP;
    }

    /**
     * Whether the cluster uses the {@code aws-auth} ConfigMap, or may do so.
     *
     * @return {@code true} for the two modes with the ConfigMap, and for {@link #UNKNOWN}
     */
    public boolean mayUseConfigMap() {
        return usesConfigMap() || this == UNKNOWN;
    }
}
