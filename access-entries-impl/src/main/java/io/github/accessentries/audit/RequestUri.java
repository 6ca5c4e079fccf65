package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client asked a server for: a path and a query, as they stand in the first line of a request. */
final class RequestUri {

    /** Longer ones are cut: they are read by people. */
    private static final int MOST_SHOWN = 300;

    /** What stands behind it is another server's, and may be anything. */
    private static final String PROXY = "/proxy/";

    private static final String HIDDEN = "…";
    private static final int HEX = 16;

    /** The parameters that are shown with their values. Those of exec, and of whatever is behind a proxy, may be secrets. */
    private static final Set<String> SHOWN = Set.of(
            "allowWatchBookmarks",
            "container",
            "dryRun",
            "fieldManager",
            "fieldSelector",
            "fieldValidation",
            "follow",
            "force",
            "gracePeriodSeconds",
            "labelSelector",
            "limit",
            "orphanDependents",
            "pretty",
            "previous",
            "propagationPolicy",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "sinceSeconds",
            "stderr",
            "stdin",
            "stdout",
            "tailLines",
            "timeout",
            "timeoutSeconds",
            "timestamps",
            "tty",
            "watch");

    private RequestUri() {}

    /** The path as authorizers see it. */
    static String path(String uri) throws UnreadableEvent {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (!path.startsWith("/")) {
            throw new UnreadableEvent("its requestURI is no path");
        }
        return path.indexOf('%') < 0 ? path : decoded(path);
    }

    private static String decoded(String path) throws UnreadableEvent {
        byte[] encoded = path.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], HEX) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], HEX);
            if (low < 0) {
                throw new UnreadableEvent("its requestURI has a percent sign that stands for nothing");
            }
            decoded.write(high * HEX + low);
            i += 2;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableEvent("its requestURI is not UTF-8");
        }
    }

    /** The path and what of the query may be shown to anybody who reads a proposal. */
    static String shown(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        int proxy = path.indexOf(PROXY);
        String shown = (proxy < 0 ? path : path.substring(0, proxy + PROXY.length()) + HIDDEN)
                + (query < 0 ? "" : "?" + parameters(uri.substring(query + 1)));
        return shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + HIDDEN;
    }

    private static String parameters(String query) {
        return Arrays.stream(query.split("&", -1)).map(RequestUri::parameter).collect(Collectors.joining("&"));
    }

    /** The name of one that nobody knows could be a secret itself. */
    private static String parameter(String parameter) {
        int end = parameter.indexOf('=');
        return SHOWN.contains(end < 0 ? parameter : parameter.substring(0, end)) ? parameter : HIDDEN;
    }
}
