package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import java.util.Optional;

/** Who calls, and as whom. Thread-safe. */
public interface Callers {

    /**
     * Finds out who calls, by what the request carries.
     *
     * @param request the request
     * @return the user
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if nobody is known by that
     */
    KubernetesUser caller(ApiRequest request);

    /**
     * As whom the caller calls, where the request says so.
     *
     * @param caller who calls
     * @param request the request
     * @return the other user, empty if the caller calls as itself
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if the caller may not be that user, or
     *     there can be none like it
     */
    Optional<KubernetesUser> impersonated(KubernetesUser caller, ApiRequest request);
}
