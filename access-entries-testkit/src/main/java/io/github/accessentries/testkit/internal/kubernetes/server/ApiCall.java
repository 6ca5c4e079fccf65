package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;

/**
 * A request that is let in.
 *
 * @param request as it came
 * @param info what it is about
 * @param user who asks, after impersonation
 */
public record ApiCall(ApiRequest request, RequestInfo info, KubernetesUser user) {}
