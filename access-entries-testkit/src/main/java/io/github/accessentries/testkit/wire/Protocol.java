package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.ServiceFault;

/** How one service speaks. */
interface Protocol extends Wire {

    /** Says no, in the form of the service. */
    Response refuse(Request request, ServiceFault fault);
}
