package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;

/**
 * A rule of Kubernetes RBAC: these verbs on these resources, or on these paths. {@code *} stands for all, as in
 * Kubernetes.
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class Rule {

    private static final String ALL = "*";

    Rule() {}

    /**
     * Starts a rule. At least one verb is required, and resources with groups, or paths.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The verbs.
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
     * The non-resource paths.
     *
     * @return paths, which may end in {@code *}
     */
    public abstract List<String> paths();

    /**
     * Whether this rule allows a request, by the semantics of Kubernetes RBAC and wherever the rule holds: letter case
     * counts, a resource does not include its subresources, and a request for no single object, such as a list, is not
     * covered by a rule for single objects.
     *
     * @param request what is asked
     * @return {@code true} if verb and resource, or path, are among those of the rule
     */
    public final boolean allows(AccessRequest request) {
        requireNonNull(request, "request");
        return has(verbs(), request.verb())
                && (request.isForResource()
                        ? allowsResource(request)
                        : allowsPath(request.path().orElseThrow()));
    }

    private boolean allowsResource(AccessRequest request) {
        return has(apiGroups(), request.apiGroup())
                && hasResource(request)
                && (resourceNames().isEmpty()
                        || request.name().map(resourceNames()::contains).orElse(false));
    }

    private boolean hasResource(AccessRequest request) {
        if (request.subresource().isEmpty()) {
            return has(resources(), request.resource());
        }
        String subresource = "/" + request.subresource().get();
        return has(resources(), request.resource() + subresource) || resources().contains(ALL + subresource);
    }

    /** A star counts only at the end. */
    private boolean allowsPath(String path) {
        return paths().stream()
                .anyMatch(allowed -> allowed.equals(path)
                        || (allowed.endsWith(ALL) && path.startsWith(allowed.substring(0, allowed.length() - 1))));
    }

    private static boolean has(List<String> allowed, String wanted) {
        return allowed.contains(wanted) || allowed.contains(ALL);
    }

    /**
     * The rule as text.
     *
     * @return for example {@code get, list pods, deployments.apps named web} or {@code get /metrics}
     */
    @Override
    public final String toString() {
        String what = paths().isEmpty() ? resourcesInWords() : PlainText.names(paths());
        return PlainText.names(verbs()) + " " + what
                + (resourceNames().isEmpty() ? "" : " named " + PlainText.names(resourceNames()));
    }

    private String resourcesInWords() {
        if (apiGroups().size() != 1) {
            return PlainText.names(resources()) + " of groups "
                    + PlainText.names(apiGroups().stream()
                            .map(group -> group.isEmpty() ? "core" : group)
                            .toList());
        }
        String group = apiGroups().get(0);
        return PlainText.names(resources().stream()
                .map(resource -> group.isEmpty() ? resource : inGroup(resource, group))
                .toList());
    }

    private static String inGroup(String resource, String group) {
        int slash = resource.indexOf('/');
        return slash < 0
                ? resource + "." + group
                : resource.substring(0, slash) + "." + group + resource.substring(slash);
    }

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

    /** Builds rules. Not thread-safe. */
    public static final class Builder extends ImmutableRule.Builder {
        Builder() {}
    }
}
