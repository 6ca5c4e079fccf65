package io.github.accessentries.internal.question;

import io.github.accessentries.authz.AccessModel;

/**
 * What a model says of sources that it was made without. A source that was not read is not one that is empty: RBAC only adds, so what
 * is allowed stays allowed, but nothing is denied for certain and no list is complete.
 */
public final class UnreadSources {

    /** The doubt about whatever bindings could allow. */
    public static final String RBAC = "RBAC was not read, so it is unknown what bindings give to user names and groups;"
            + " read it from the cluster's own API as well";

    /** The doubt about whatever another principal could be allowed. */
    public static final String AWS_AUTH =
            "aws-auth was not read, so it is unknown which principals without an access entry it lets in; read it from"
                    + " the cluster's own API as well";

    private UnreadSources() {}

    /** Whether a model was made without RBAC, so that it does not know what user names and groups give. */
    public static boolean lacksRbac(AccessModel model) {
        return model.doubts().contains(RBAC);
    }
}
