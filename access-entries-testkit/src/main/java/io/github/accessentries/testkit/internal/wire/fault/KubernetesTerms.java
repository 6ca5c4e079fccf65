package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.List;

/**
 * The words that calls to a cluster's own API and their failures can have. Another one is a slip, and a test that scripts it
 * would wait for a call, or show an error, that never comes.
 */
final class KubernetesTerms {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    /** Of paths, whose verbs are the methods of HTTP. */
    private static final List<String> METHODS = List.of("delete", "get", "head", "options", "patch", "post", "put");

    private static final List<String> REASONS = List.of(
            "AlreadyExists",
            "BadRequest",
            "Conflict",
            "Expired",
            "Forbidden",
            "Gone",
            "InternalError",
            "Invalid",
            "MethodNotAllowed",
            "NotAcceptable",
            "NotFound",
            "RequestEntityTooLarge",
            "ServerTimeout",
            "ServiceUnavailable",
            "StoreReadError",
            "Timeout",
            "TooManyRequests",
            "Unauthorized",
            "UnsupportedMediaType");

    private KubernetesTerms() {}

    static void requireReason(String reason) {
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException(PlainText.quoted(reason)
                    + " is not a reason that Kubernetes gives, which are " + String.join(", ", REASONS)
                    + Likeness.didYouMean(reason, REASONS.stream()));
        }
    }

    static void requireVerb(String verb, String resource) {
        List<String> known = resource.startsWith("/") ? METHODS : VERBS;
        if (!verb.equals(Fault.ANY) && !known.contains(verb)) {
            throw new IllegalArgumentException(PlainText.quoted(verb) + " is not a verb of "
                    + (resource.startsWith("/") ? "a path" : "a resource") + ", which are "
                    + String.join(", ", known) + ", or * for any" + Likeness.didYouMean(verb, known.stream()));
        }
    }

    /** A name without a group is one of the core group, whose resources are known; others may be custom. */
    static void requireResource(String resource) {
        String name = resource.substring(0, slash(resource));
        boolean isOfCoreGroup = !name.isEmpty() && !name.equals(Fault.ANY) && !name.contains(".");
        if (isOfCoreGroup
                && BuiltInTypes.get().all().stream()
                        .noneMatch(type -> qualified(type).equals(name))) {
            List<String> known = BuiltInTypes.get().all().stream()
                    .map(KubernetesTerms::qualified)
                    .distinct()
                    .toList();
            String inItsGroup = known.stream()
                    .filter(each -> each.startsWith(name + "."))
                    .findFirst()
                    .map(each -> "; did you mean " + each + "?")
                    .orElseGet(() -> Likeness.didYouMean(name, known.stream()));
            throw new IllegalArgumentException(PlainText.quoted(name)
                    + " is not a resource of the core group; name others with their group, such as deployments.apps"
                    + inItsGroup);
        }
    }

    private static int slash(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource.length() : slash;
    }

    private static String qualified(ResourceType type) {
        return type.group().isEmpty() ? type.resource() : type.resource() + "." + type.group();
    }
}
