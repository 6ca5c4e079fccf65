package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;

/** Who calls. Thread-safe. */
@FunctionalInterface
public interface Callers {

    /**
     * Finds out who calls, by what the request carries.
     *
     * @param request the request
     * @return the user
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if nobody is known by that, or may not be impersonated
     */
    KubernetesUser caller(ApiRequest request);
}
