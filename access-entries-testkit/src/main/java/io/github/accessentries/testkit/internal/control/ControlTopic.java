package io.github.accessentries.testkit.internal.control;

import java.util.Map;

/** The control calls about one thing. */
@FunctionalInterface
interface ControlTopic {

    /**
     * The calls.
     *
     * @return handlers by method and path, for example {@code GET /_fake/clusters/{name}/settle}; what stands in braces is
     *     a {@link ControlCall#label} of the call
     */
    Map<String, ControlHandler> handlers();
}
