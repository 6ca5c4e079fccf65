package io.github.accessentries.testkit.internal.token;

import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Where one fake is served at the moment. Thread-safe. */
public final class ServedAddresses {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY = Pattern.compile("0\\.0\\.0\\.0|\\[[0:]+]");
    private static final int HTTP_PORT = 80;

    private final Queue<URI> endpoints = new ConcurrentLinkedQueue<>();

    /** Not served at first. */
    public ServedAddresses() {}

    /**
     * Adds a server.
     *
     * @param endpoint where it is, with its port
     */
    public void add(URI endpoint) {
        endpoints.add(endpoint);
    }

    /**
     * Forgets a server, because it stopped.
     *
     * @param endpoint where it was
     */
    public void remove(URI endpoint) {
        endpoints.remove(endpoint);
    }

    /**
     * Whether a URL leads to this fake: to the port of one of its servers, by a name of the loopback interface or the
     * server's own. A server that listens everywhere has more names than anybody here knows.
     *
     * @param url a URL of scheme http
     */
    boolean include(URI url) {
        String host = url.getHost();
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        return endpoints.stream()
                .filter(endpoint -> endpoint.getPort() == port)
                .anyMatch(endpoint -> LOOPBACK.matcher(host).matches()
                        || host.equalsIgnoreCase(endpoint.getHost())
                        || ANY.matcher(endpoint.getHost()).matches());
    }

    /** For messages. */
    @Override
    public String toString() {
        List<URI> now = List.copyOf(endpoints);
        return now.isEmpty() ? "nowhere" : now.toString();
    }
}
