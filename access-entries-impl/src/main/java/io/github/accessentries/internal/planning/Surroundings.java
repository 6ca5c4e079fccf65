package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Optional;

/**
 * What gives access beside the entries, read once for one plan. Immutable.
 *
 * @param context what is known beyond what was read here
 * @param objects the objects of RBAC; empty if the cluster's own API is unknown, so that they are the context's matter
 * @param awsAuth what {@code aws-auth} says, if it was read together with the objects
 * @param mode what counts on the cluster
 */
record Surroundings(PlanContext context, Optional<RbacObjects> objects, AwsAuth awsAuth, AuthenticationMode mode) {

    /** Where nothing of it is read. */
    static Surroundings of(PlanContext context) {
        return of(context, AuthenticationMode.API_AND_CONFIG_MAP);
    }

    /** Where nothing of it is read but whether it counts. */
    static Surroundings of(PlanContext context, AuthenticationMode mode) {
        return new Surroundings(context, Optional.empty(), AwsAuth.none(), mode);
    }

    /** The objects now, none if they are not known one by one. */
    RbacObjects present() {
        return objects.orElseGet(RbacObjects::none);
    }

    /** The permissions that result from entries and objects. */
    AccessModel model(List<AccessEntry> entries, RbacObjects rbac) {
        if (objects.isEmpty()) {
            return mode == AuthenticationMode.API && !context.hasModel()
                    ? ClusterAccess.builder()
                            .entries(entries)
                            .authenticationMode(mode)
                            .build()
                    : context.model(entries);
        }
        if (context.hasModel()) {
            return ClusterAccess.builder()
                    .from(context.model(entries))
                    .rbac(rbac)
                    .build();
        }
        return ClusterAccess.builder()
                .entries(entries)
                .awsAuth(awsAuth)
                .authenticationMode(mode)
                .rbac(rbac)
                .build();
    }
}
