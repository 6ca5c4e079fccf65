package io.github.accessentries.internal.question;

import io.github.accessentries.authz.AccessModel;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of sources that it was made without. A source that was not read is not one that is empty: RBAC only adds, so what
 * is allowed stays allowed, but nothing is denied for certain and no list is complete.
 */
public final class UnreadSources {

    /** The doubt about whatever bindings could allow. */
    public static final String RBAC = "RBAC was not read, so it is unknown what bindings give to user names and groups;"
            + " read it from the cluster's own API as well";

    /** The doubt about whatever bindings could allow that are not among those that were given. */
    public static final String PART_OF_RBAC =
            "the cluster may have other bindings than those that were given; read RBAC from the"
                    + " cluster's own API, give what kubectl get namespaces,roles,rolebindings,clusterroles,clusterrolebindings -A -o"
                    + " json prints, or state that these are all bindings";

    /** The doubt about whatever another principal could be allowed. */
    public static final String AWS_AUTH =
            "aws-auth was not read, so it is unknown which principals without an access entry it lets in; read it from"
                    + " the cluster's own API as well";

    /** How a doubt about a part of {@code aws-auth} begins. */
    public static final String FAULT_OF_AWS_AUTH = "aws-auth was not fully understood: ";

    private UnreadSources() {}

    /** Whether a model was made without RBAC or with a part of it, so that it does not know what user names and groups give. */
    public static boolean lacksRbac(AccessModel model) {
        return lackOfRbac(model).isPresent();
    }

    /** The beginning of a sentence about a model that was made without RBAC or with a part of it. */
    public static Optional<String> lackOfRbac(AccessModel model) {
        return model.doubts().stream()
                .filter(UnreadSources::isOfRbac)
                .findFirst()
                .map(doubt -> doubt.equals(RBAC) ? "RBAC was not read" : "perhaps only a part of RBAC was given");
    }

    /** Whether a doubt is about bindings that were not read. */
    public static boolean isOfRbac(String doubt) {
        return doubt.equals(RBAC) || doubt.equals(PART_OF_RBAC);
    }

    /** Whether a model was made without {@code aws-auth} for a cluster that uses it, or may do so. */
    public static boolean lacksAwsAuth(AccessModel model) {
        return model.doubts().contains(AWS_AUTH);
    }

    /** What a model could not understand of {@code aws-auth}. */
    public static List<String> faultsOfAwsAuth(AccessModel model) {
        return model.doubts().stream()
                .filter(doubt -> doubt.startsWith(FAULT_OF_AWS_AUTH))
                .map(doubt -> doubt.substring(FAULT_OF_AWS_AUTH.length()))
                .toList();
    }
}
