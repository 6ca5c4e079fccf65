package io.github.accessentries.internal.question;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The verbs that an API server asks about, and what others may stand for. Authorizers compare them letter by letter. */
final class Verbs {

    /** With those that Kubernetes checks besides the request itself: for roles, certificates, impersonation, policies. */
    private static final Set<String> OF_RESOURCES = Set.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "impersonate",
            "bind",
            "escalate",
            "approve",
            "sign",
            "attest",
            "use",
            "manage-scheduling",
            "associatednode:impersonate");

    private static final Set<String> OF_PATHS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "connect", "trace");

    private static final Map<String, String> MEANT_FOR_RESOURCES = Map.ofEntries(
            Map.entry("post", "create"),
            Map.entry("put", "update"),
            Map.entry("head", "get"),
            Map.entry("read", "get"),
            Map.entry("view", "get"),
            Map.entry("write", "update"),
            Map.entry("edit", "update or patch"),
            Map.entry("apply", "patch"),
            Map.entry("remove", "delete"),
            Map.entry("describe", "get"),
            Map.entry("scale", "update or patch on its subresource scale"),
            Map.entry("exec", "create on its subresource exec"),
            Map.entry("attach", "create on its subresource attach"),
            Map.entry("logs", "get on its subresource log"),
            Map.entry("log", "get on its subresource log"),
            Map.entry("port-forward", "create on its subresource portforward"),
            Map.entry("evict", "create on its subresource eviction"),
            Map.entry("delete-collection", "deletecollection"),
            Map.entry("all", "*"));

    private static final Map<String, String> MEANT_FOR_PATHS = Map.of(
            "list",
            "get",
            "watch",
            "get",
            "read",
            "get",
            "create",
            "post",
            "update",
            "put",
            "deletecollection",
            "delete");

    private static final String ON_ITS_SUBRESOURCE = " on its subresource ";

    private Verbs() {}

    static List<String> ofResources() {
        return OF_RESOURCES.stream().sorted().toList();
    }

    static Map<String, String> meantForResources() {
        return new TreeMap<>(MEANT_FOR_RESOURCES);
    }

    /** The subresource that a meant verb is for, if it is for one. */
    static Optional<String> subresourceIn(String meant) {
        int at = meant.indexOf(ON_ITS_SUBRESOURCE);
        return at < 0 ? Optional.empty() : Optional.of(meant.substring(at + ON_ITS_SUBRESOURCE.length()));
    }

    /** What may be meant by a verb that no API server asks about; empty if it is one, or may be somebody's own. */
    static Optional<String> meantBy(String verb, boolean forResource) {
        Set<String> known = forResource ? OF_RESOURCES : OF_PATHS;
        Map<String, String> meant = forResource ? MEANT_FOR_RESOURCES : MEANT_FOR_PATHS;
        if (known.contains(verb) || verb.equals("*")) {
            return Optional.empty();
        }
        String lower = verb.toLowerCase(Locale.ROOT).strip();
        if (known.contains(lower)) {
            return Optional.of(lower);
        }
        String other = meant.get(lower);
        return other != null
                ? Optional.of(other)
                : known.stream()
                        .filter(each -> Likeness.isSlip(lower, each))
                        .sorted()
                        .findFirst();
    }
}
