package io.github.accessentries.testkit.internal.wire.message;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;

/** How one service speaks. */
public interface Protocol extends Wire {

    /** Refuses, in the form of the service. */
    Response refuse(Request request, ServiceFault fault);
}
