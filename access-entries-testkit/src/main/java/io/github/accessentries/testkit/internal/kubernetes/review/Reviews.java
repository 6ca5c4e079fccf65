package io.github.accessentries.testkit.internal.kubernetes.review;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.caller.ServiceAccountLogin;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All reviews of a cluster. */
public final class Reviews {

    private Reviews() {}

    /**
     * What answers each kind of review.
     *
     * @param bodies reads what clients send
     * @param accounts knows service accounts by their tokens
     * @param authenticator whose token any other is
     * @param permissions all authorizers
     * @param objects the RBAC objects as they are
     */
    public static Map<GroupResource, ApiHandler> handlers(
            Bodies bodies,
            ServiceAccountLogin accounts,
            Authenticator authenticator,
            Permissions permissions,
            Supplier<RbacObjects> objects) {
        Map<GroupResource, ApiHandler> handlers = new HashMap<>();
        for (ResourceType type : BuiltInTypes.get().all()) {
            switch (type.kind()) {
                case "SelfSubjectReview" -> handlers.put(type.groupResource(), new SelfReview(type, bodies));
                case "SelfSubjectAccessReview", "SubjectAccessReview", "LocalSubjectAccessReview" ->
                    handlers.put(type.groupResource(), new AccessReviews(type, bodies, permissions));
                case "SelfSubjectRulesReview" ->
                    handlers.put(type.groupResource(), new RulesReview(type, bodies, objects));
                case "TokenReview" ->
                    handlers.put(type.groupResource(), new TokenReviews(type, bodies, accounts, authenticator));
                default -> {
                    // It is stored, or answered elsewhere.
                }
            }
        }
        return handlers;
    }
}
