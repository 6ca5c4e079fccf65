package io.github.accessentries.testkit.internal.kubernetes.caller;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.server.RequestInfo;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a request wants to be, by its impersonation headers.
 *
 * @param username the user
 * @param groups the groups that the request names
 * @param uid the unique id, empty for none
 * @param extra the extra fields, by keys in lower case
 */
record WantedUser(String username, List<String> groups, String uid, Map<String, List<String>> extra) {

    private static final String USER = "Impersonate-User";
    private static final String GROUP = "Impersonate-Group";
    private static final String UID = "Impersonate-Uid";
    private static final String EXTRA = "impersonate-extra-";
    private static final String AUTHENTICATION = "authentication.k8s.io";

    /** The extra fields by which access policies know a principal. Nobody can impersonate what they give. */
    private static final Set<String> OF_IAM = Set.of(KubernetesUser.CANONICAL_ARN, KubernetesUser.PRINCIPAL_ID);

    /**
     * Reads the headers.
     *
     * @return whom they name; empty if they name nobody
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if they name more than nobody can have
     */
    static Optional<WantedUser> of(Headers headers) {
        WantedUser wanted = new WantedUser(
                headers.first(USER).orElse(""),
                headers.all(GROUP),
                headers.first(UID).orElse(""),
                extra(headers));
        if (!wanted.username.isEmpty()) {
            return Optional.of(wanted);
        }
        if (wanted.groups.isEmpty() && wanted.uid.isEmpty() && wanted.extra.isEmpty()) {
            return Optional.empty();
        }
        throw ApiFaults.badRequest("requested " + wanted.references() + " without impersonating a user");
    }

    private static Map<String, List<String>> extra(Headers headers) {
        Map<String, List<String>> extra = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) {
                extra.computeIfAbsent(key(lower.substring(EXTRA.length())), each -> new ArrayList<>())
                        .addAll(values);
            }
        });
        return extra;
    }

    /** Escapes are undone after the letters are made small, so that a key can have capitals in the end. */
    private static String key(String escaped) {
        String key;
        try {
            key = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return escaped;
        }
        return OF_IAM.contains(key) ? key.toLowerCase(Locale.ROOT) : key;
    }

    /** The permissions that are needed for it, in the order in which they are asked for. */
    List<RequestInfo> permissions(String path) {
        List<RequestInfo> permissions = new ArrayList<>();
        permissions.add(WellKnown.Account.of(username)
                .map(account -> permission("", "serviceaccounts", "", account.namespace(), account.name(), path))
                .orElseGet(() -> permission("", "users", "", "", username, path)));
        groups.forEach(group -> permissions.add(permission("", "groups", "", "", group, path)));
        extra.forEach((key, values) -> values.forEach(
                value -> permissions.add(permission(AUTHENTICATION, "userextras", key, "", value, path))));
        if (!uid.isEmpty()) {
            permissions.add(permission(AUTHENTICATION, "uids", "", "", uid, path));
        }
        return permissions;
    }

    private static RequestInfo permission(
            String group, String resource, String subresource, String namespace, String name, String path) {
        return new RequestInfo("impersonate", group, "v1", resource, subresource, namespace, name, path);
    }

    /** The user that comes of it. */
    KubernetesUser user() {
        Set<String> all = new LinkedHashSet<>(groups);
        if (groups.isEmpty()) {
            WellKnown.Account.of(username).ifPresent(account -> all.addAll(account.groups()));
        }
        boolean anonymous = username.equals(WellKnown.ANONYMOUS);
        if (anonymous) {
            all.add(WellKnown.UNAUTHENTICATED);
        } else if (!all.contains(WellKnown.UNAUTHENTICATED)) {
            all.add(WellKnown.AUTHENTICATED);
        }
        return KubernetesUser.builder()
                .username(username)
                .uid(uid)
                .addAllGroups(all)
                .extra(extra)
                .build();
    }

    /** What is wanted, as kube-apiserver prints it. */
    private String references() {
        List<String> all = new ArrayList<>();
        groups.forEach(group -> all.add("{Group  " + group + "    }"));
        extra.forEach((key, values) ->
                values.forEach(value -> all.add("{UserExtra  " + value + "  " + AUTHENTICATION + "/v1  " + key + "}")));
        if (!uid.isEmpty()) {
            all.add("{UID  " + uid + "  " + AUTHENTICATION + "/v1  }");
        }
        return "[" + String.join(" ", all) + "]";
    }
}
