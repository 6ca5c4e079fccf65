package io.github.accessentries.testkit.internal.service.kind;

import java.util.Arrays;
import java.util.Optional;

/** The authentication modes of a cluster, in the order in which it may go through them. */
public enum AccessMode {
    /** Only the {@code aws-auth} ConfigMap. */
    CONFIG_MAP,
    /** Access entries, then {@code aws-auth}. */
    API_AND_CONFIG_MAP,
    /** Only access entries. */
    API;

    /** Whether access entries count. */
    public boolean hasApi() {
        return this != CONFIG_MAP;
    }

    /**
     * Whether a cluster of this mode uses {@code aws-auth}.
     *
     * @return {@code true} for the two modes with the ConfigMap
     */
    public boolean hasConfigMap() {
        return this != API;
    }

    /** Modes go forward, one step at a time. */
    public boolean mayBecome(AccessMode next) {
        return switch (this) {
            case CONFIG_MAP -> next == API_AND_CONFIG_MAP;
            case API_AND_CONFIG_MAP -> next == API;
            case API -> false;
        };
    }

    /** Finds a mode by its exact name. */
    public static Optional<AccessMode> named(String name) {
        return Arrays.stream(values()).filter(mode -> mode.name().equals(name)).findFirst();
    }
}
