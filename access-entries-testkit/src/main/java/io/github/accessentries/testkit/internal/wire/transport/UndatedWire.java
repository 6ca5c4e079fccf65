package io.github.accessentries.testkit.internal.wire.transport;

import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;

/**
 * Answers without a date, for clients of the SDK that follow the fake's clock anyway. If a 401 or 403 came with a time
 * far from the machine's, such a client would send its request again, and adjust the clock of all clients in the JVM.
 */
public final class UndatedWire implements Wire {

    private final Wire next;

    /**
     * Hides the time.
     *
     * @param next what answers
     */
    public UndatedWire(Wire next) {
        this.next = next;
    }

    @Override
    public Response exchange(Request request) {
        Response response = next.exchange(request);
        return response.withHeaders(response.headers().without("Date"));
    }
}
