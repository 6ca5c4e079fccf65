package io.github.accessentries.testkit.internal.wire;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;

/**
 * Services that answer until they are closed: a program that goes on calling after its test has ended is told so, instead of
 * changing what nobody looks at. Thread-safe.
 */
public final class UntilClosed implements Protocol, AutoCloseable {

    private static final String CLOSED =
            "This FakeEks is closed, and so are its clients and clusters; make another one,"
                    + " or close it only after its last use";

    private final Protocol services;
    private volatile boolean closed;

    /** Opens services. */
    public UntilClosed(Protocol services) {
        this.services = services;
    }

    /**
     * Refuses to go on after the end.
     *
     * @throws IllegalStateException if it is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException(CLOSED);
        }
    }

    @Override
    public Response exchange(Request request) {
        requireOpen();
        return services.exchange(request);
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        requireOpen();
        return services.refuse(request, fault);
    }

    @Override
    public void close() {
        closed = true;
    }
}
