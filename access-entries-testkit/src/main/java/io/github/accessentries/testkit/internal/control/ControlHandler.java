package io.github.accessentries.testkit.internal.control;

import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.Set;

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

    /** The parameters that its query may have. */
    default Set<String> parameters() {
        return Set.of();
    }

    /** Whether it reads the body; if not, one that has anything in it is refused. */
    default boolean hasBody() {
        return true;
    }

    /** The same without a body, and with these parameters of the query alone. */
    static ControlHandler withoutBody(ControlHandler handler, String... parameters) {
        Set<String> names = Set.of(parameters);
        return new ControlHandler() {
            @Override
            public Response answer(ControlCall call) {
                return handler.answer(call);
            }

            @Override
            public Set<String> parameters() {
                return names;
            }

            @Override
            public boolean hasBody() {
                return false;
            }
        };
    }
}
