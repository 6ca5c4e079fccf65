package io.github.accessentries.testkit.internal.control;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps web pages away from control calls, which need no signature. A page may send requests to a server on its reader's
 * machine, but the browser tells where it came from, or, if the page's own host name leads to that machine, under which name
 * it was called.
 */
final class LoopbackOnly {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|.+\\.localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]{1,5})?");

    private LoopbackOnly() {}

    /** Refuses what was sent under another name, or by a page. */
    static void require(Request request) {
        Headers headers = request.headers();
        if (!headers.all("Origin").isEmpty()
                || headers.first("Sec-Fetch-Site")
                        .filter(site -> !site.equals("none"))
                        .isPresent()) {
            throw refused("Control calls are not for web pages: the request has an Origin or a Sec-Fetch-Site header");
        }
        String host = headers.first("Host").orElse("");
        if (!LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw refused("Control calls are taken under the names localhost, 127.0.0.1 and [::1] only, not under this"
                    + " Host header; from elsewhere, send Host: localhost");
        }
    }

    private static ServiceFault refused(String message) {
        return new ServiceFault("AccessDeniedException", 403, message, Map.of());
    }
}
