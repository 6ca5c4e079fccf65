package io.github.accessentries.testkit.internal.kubernetes.review;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;

/** Reads what clients send, in whatever form. */
@FunctionalInterface
public interface Bodies {

    /**
     * Reads the body of a request.
     *
     * @param request the request
     * @param type the kind that it must be of
     * @return the object in it
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if there is none of this kind
     */
    KubeObject read(ApiRequest request, ResourceType type);
}
