package io.github.accessentries.testkit.internal.kubernetes.writing;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;

/**
 * Who writes what, in which way.
 *
 * @param type the kind
 * @param subresource the part of the object, empty for the object itself
 * @param user who writes, after impersonation
 * @param options how
 */
public record Writing(ResourceType type, String subresource, KubernetesUser user, WriteOptions options) {

    /** What a call writes. */
    public static Writing of(ApiCall call, ResourceType type, WriteOptions options) {
        return new Writing(type, call.info().subresource(), call.user(), options);
    }

    /** Whether nothing is to be stored. */
    public boolean isDryRun() {
        return options.isDryRun();
    }
}
