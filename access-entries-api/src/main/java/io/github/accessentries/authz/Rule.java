package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.rule.RuleMatching;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/**
 * A rule of Kubernetes RBAC: these verbs on these resources, or on these paths. {@code *} stands for all, as in
 * Kubernetes.
 *
 * <p>{@link #builder()} is for rules that somebody writes, and refuses what cannot be meant. What a cluster or a manifest
 * already has may be odd, and still counts as it stands: that is for {@link #asReceived()}.
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class Rule {

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
     * Starts a rule that is taken as it is: it may have no verbs, both resources and paths, or parts that are empty or
     * blank. It matches to the letter, as Kubernetes has it, which is mostly nothing. For what is read, not for what
     * is written.
     *
     * @return a new builder that refuses nothing but {@code null}
     */
    public static Builder asReceived() {
        return new Builder().unchecked();
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
     * @return paths, which may end in {@code *}, for all that begin with what is before it
     */
    public abstract List<String> paths();

    /**
     * Whether this rule allows a request, by the semantics of Kubernetes RBAC and wherever the rule holds: letter case
     * counts, a resource does not include its subresources, and a request for no single object, such as a list, is not
     * covered by a rule for single objects. The whole text counts, also where it is blank or has a slash at its end; a path of
     * the rule is a beginning if stars are at its end.
     *
     * @param request what is asked
     * @return {@code true} if verb and resource, or path, are among those of the rule
     */
    public final boolean allows(AccessRequest request) {
        requireNonNull(request, "request");
        return RuleMatching.verb(verbs(), request.verb())
                && (request.isForResource()
                        ? allowsResource(request)
                        : RuleMatching.path(paths(), request.path().orElseThrow()));
    }

    private boolean allowsResource(AccessRequest request) {
        return RuleMatching.apiGroup(apiGroups(), request.apiGroup())
                && RuleMatching.resource(
                        resources(), request.resource(), request.subresource().orElse(""))
                && RuleMatching.name(resourceNames(), request.name().orElse(""));
    }

    /**
     * The rule as text.
     *
     * @return for example {@code get, list pods, deployments.apps named web} or {@code get /metrics}
     */
    @Override
    public final String toString() {
        List<String> what = new ArrayList<>();
        if (paths().isEmpty() || !apiGroups().isEmpty() || !resources().isEmpty()) {
            what.add(resourcesInWords()
                    + (resourceNames().isEmpty() ? "" : " named " + PlainText.names(resourceNames())));
        }
        if (!paths().isEmpty()) {
            what.add(PlainText.names(paths()));
        }
        return (verbs().isEmpty() ? "no verb" : PlainText.names(verbs())) + " " + String.join(" and ", what);
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

    private void check() {
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

        private boolean checked = true;

        Builder() {}

        private Builder unchecked() {
            checked = false;
            return this;
        }

        /**
         * Builds the rule.
         *
         * @return the rule
         * @throws IllegalArgumentException if it was started by {@link Rule#builder()} and has no verbs, or is not for either
         *     resources or paths
         */
        @Override
        @CheckReturnValue
        public Rule build() {
            Rule rule = super.build();
            if (checked) {
                rule.check();
            }
            return rule;
        }
    }
}
