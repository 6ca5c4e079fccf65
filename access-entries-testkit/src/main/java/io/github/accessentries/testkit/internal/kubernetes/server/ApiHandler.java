package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;

/** Answers calls of one sort. Thread-safe. */
@FunctionalInterface
public interface ApiHandler {

    /**
     * Answers.
     *
     * @param call who asks what
     * @return the answer
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault to refuse
     */
    ApiResponse answer(ApiCall call);
}
