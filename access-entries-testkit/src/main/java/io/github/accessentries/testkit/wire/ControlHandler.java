package io.github.accessentries.testkit.wire;

/** Answers one kind of control call. Called by several threads at once. */
@FunctionalInterface
public interface ControlHandler {

    /**
     * Does what is asked.
     *
     * @param call the call
     * @return the answer, see {@link Response#json}
     * @throws IllegalArgumentException if the call makes no sense, with a message that says what does
     * @throws IllegalStateException if it makes sense, but not as things stand
     * @throws io.github.accessentries.testkit.service.ServiceFault for any other refusal
     */
    Response answer(ControlCall call);
}
