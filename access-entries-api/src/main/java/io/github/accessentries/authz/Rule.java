package io.github.accessentries.authz;

import java.util.List;
import org.immutables.value.Value;

/**
 * A rule of Kubernetes RBAC: these verbs on these resources, or on these paths. {@code *} stands for all, as in
 * Kubernetes.
 */
@Value.Immutable
public abstract class Rule {

    Rule() {}

    /**
     * Starts a rule. At least one verb is required, and resources with groups, or paths.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What may be done.
     *
     * @return verbs, or {@code *}
     */
    public abstract List<String> verbs();

    /**
     * The API groups of the resources.
     *
     * @return groups, the empty text for the core group, or {@code *}
     */
    public abstract List<String> apiGroups();

    /**
     * The resources, with subresources after a slash.
     *
     * @return for example {@code pods}, {@code pods/log}, {@code *}, or {@code *}{@code /scale} for that subresource of
     *     every resource
     */
    public abstract List<String> resources();

    /**
     * The objects, if not all.
     *
     * @return names of objects, empty for all
     */
    public abstract List<String> resourceNames();

    /**
     * The paths that are no resources.
     *
     * @return paths, which may end in {@code *}
     */
    public abstract List<String> paths();

    @Value.Check
    void check() {
        if (verbs().isEmpty()) {
            throw new IllegalArgumentException("A rule without verbs allows nothing; name at least one: " + this);
        }
        boolean resources = !resources().isEmpty() && !apiGroups().isEmpty();
        boolean anyOfResources = !resources().isEmpty()
                || !apiGroups().isEmpty()
                || !resourceNames().isEmpty();
        boolean paths = !paths().isEmpty();
        if (resources == paths || (paths && anyOfResources)) {
            throw new IllegalArgumentException(
                    "A rule is for resources with their API groups, or for paths, but not for both: " + this);
        }
    }

    /** Makes rules. Not safe for use by several threads. */
    public static final class Builder extends ImmutableRule.Builder {
        Builder() {}
    }
}
