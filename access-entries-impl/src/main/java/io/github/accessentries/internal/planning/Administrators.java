package io.github.accessentries.internal.planning;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The administrators of a cluster: principals that are allowed every verb on every resource. */
final class Administrators {

    private static final AccessRequest EVERYTHING =
            AccessRequest.builder().verb("*").apiGroup("*").resource("*").build();

    private Administrators() {}

    /**
     * The principals that certainly are administrators, except those of AWS services and those of unknown
     * kinds, which cannot help anybody back in.
     */
    static Set<PrincipalArn> of(AccessModel model) {
        return model.whoCan(EVERYTHING).stream()
                .filter(Holder::allowed)
                .map(Holder::subject)
                .filter(Subject.Principal.class::isInstance)
                .map(subject -> ((Subject.Principal) subject).arn())
                .filter(principal -> principal.isRoleOrUser() && !principal.isServiceLinkedRole())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
