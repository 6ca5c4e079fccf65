package io.github.accessentries.testkit.internal.control;

import io.github.accessentries.testkit.internal.wire.message.Response;

/** Answers one kind of control call. Called by several threads at once. */
@FunctionalInterface
interface ControlHandler {

    /**
     * Does what is asked.
     *
     * @param call the call
     * @return the answer, see {@link Response#json}
     * @throws IllegalArgumentException if the call makes no sense, with a message that says what would
     * @throws IllegalStateException if it conflicts with the current state
     * @throws io.github.accessentries.testkit.internal.service.fault.ServiceFault for any other refusal
     */
    Response answer(ControlCall call);
}
