package io.github.accessentries.testkit.internal.wire;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service that is put together when it is first called, so that the first answer of a fresh JVM does not wait for
 * services that nobody calls. Thread-safe.
 */
final class OnFirstUse implements Protocol {

    private final Supplier<Protocol> maker;
    private volatile @Nullable Protocol made;

    OnFirstUse(Supplier<Protocol> maker) {
        this.maker = maker;
    }

    @Override
    public Response exchange(Request request) {
        return protocol().exchange(request);
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        return protocol().refuse(request, fault);
    }

    private Protocol protocol() {
        Protocol known = made;
        return known == null ? make() : known;
    }

    private synchronized Protocol make() {
        Protocol known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
