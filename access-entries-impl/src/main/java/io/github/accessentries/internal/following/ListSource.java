package io.github.accessentries.internal.following;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * Which objects are followed.
 *
 * @param apiVersion their group and version
 * @param kind their kind
 * @param path of their list; may have a query with a selector
 * @param only the path of the only object that is selected, which is enough where nothing is watched; empty if there may be more
 */
public record ListSource(String apiVersion, String kind, String path, String only) {

    /** All objects of a list. */
    public ListSource(String apiVersion, String kind, String path) {
        this(apiVersion, kind, path, "");
    }

    /** The watch that goes on from a version, until the cluster ends it. */
    String watch(String version, long seconds) {
        return path + (path.contains("?") ? "&" : "?") + "watch=true&allowWatchBookmarks=true&resourceVersion="
                + URLEncoder.encode(version, UTF_8) + "&timeoutSeconds=" + seconds;
    }
}
