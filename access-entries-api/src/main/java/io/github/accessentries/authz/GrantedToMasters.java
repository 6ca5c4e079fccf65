package io.github.accessentries.authz;

/**
 * The user is in the group {@code system:masters}, which kube-apiserver allows everything without any further check.
 */
public record GrantedToMasters() implements Reason {

    /** The group. */
    public static final String GROUP = "system:masters";

    @Override
    public String text() {
        return "allowed by Group \"" + GROUP + "\", which may do everything";
    }

    @Override
    public String summary() {
        return "group " + GROUP;
    }

    /**
     * The ground.
     *
     * @return the same as {@link #text()}
     */
    @Override
    public String toString() {
        return text();
    }
}
