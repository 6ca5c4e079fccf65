package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.server.Reasons;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether somebody may do something: SelfSubjectAccessReview, SubjectAccessReview and LocalSubjectAccessReview.
 *
 * @param type which of the three
 * @param bodies reads the review
 * @param permissions decides
 */
public record AccessReviews(ResourceType type, Bodies bodies, Permissions permissions) implements ApiHandler {

    private static final String OF_RESOURCE = "resourceAttributes";
    private static final String OF_PATH = "nonResourceAttributes";
    private static final int CREATED = 201;
    private static final int MOST_DOUBTS = 3;

    @Override
    public ApiResponse answer(ApiCall call) {
        ReviewSpec review = ReviewSpec.of(bodies.read(call.request(), type));
        boolean self = type.kind().startsWith("Self");
        KubernetesUser user = self ? call.user() : review.user();
        if (!self && user.username().isEmpty() && user.groups().isEmpty()) {
            throw invalid(Cause.invalid("spec.user", "\"\"", "at least one of user or group must be specified"));
        }
        AccessRequest question = question(review, call);
        return ApiResponse.json(CREATED, review.answered(status(permissions.decide(user, question))));
    }

    private RuntimeException invalid(Cause cause) {
        return ApiFaults.invalid(type, "", List.of(cause));
    }

    private AccessRequest question(ReviewSpec review, ApiCall call) {
        Optional<JsonObject> resource = review.object(OF_RESOURCE);
        Optional<JsonObject> path = review.object(OF_PATH);
        if (type.namespaced() && path.isPresent()) {
            throw invalid(
                    Cause.invalid("spec." + OF_PATH, path.get().toString(), "disallowed on this kind of request"));
        }
        if (resource.isPresent() && path.isPresent()) {
            throw invalid(Cause.invalid(
                    "spec." + OF_PATH,
                    path.get().toString(),
                    "cannot be specified in combination with resourceAttributes"));
        }
        if (resource.isEmpty() && path.isEmpty()) {
            throw invalid(Cause.invalid(
                    "spec." + OF_RESOURCE,
                    "null",
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
        return resource.map(attributes -> ofResource(attributes, call)).orElseGet(() -> ofPath(path.orElseThrow()));
    }

    private AccessRequest ofResource(JsonObject attributes, ApiCall call) {
        String namespace = ReviewSpec.text(attributes, "namespace");
        if (type.namespaced() && !namespace.equals(call.info().namespace())) {
            throw invalid(Cause.invalid(
                    "spec." + OF_RESOURCE + ".namespace", '"' + namespace + '"', "must match metadata.namespace"));
        }
        return AccessRequest.asReceived()
                .verb(ReviewSpec.text(attributes, "verb"))
                .apiGroup(ReviewSpec.text(attributes, "group"))
                .resource(ReviewSpec.text(attributes, "resource"))
                .subresource(present(ReviewSpec.text(attributes, "subresource")))
                .name(present(ReviewSpec.text(attributes, "name")))
                .namespace(present(namespace))
                .build();
    }

    private static AccessRequest ofPath(JsonObject attributes) {
        return AccessRequest.asReceived()
                .verb(ReviewSpec.text(attributes, "verb"))
                .path(ReviewSpec.text(attributes, "path"))
                .build();
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    private static JsonObject status(Decision decision) {
        JsonObject status = new JsonObject();
        status.addProperty("allowed", decision.allowed());
        String reason = decision.allowed() ? Reasons.ofPermission(decision) : Reasons.ofNearest(decision);
        if (!reason.isEmpty()) {
            status.addProperty("reason", reason);
        }
        if (decision.incomplete()) {
            status.addProperty(
                    "evaluationError",
                    decision.doubts().stream().limit(MOST_DOUBTS).collect(Collectors.joining("; ")));
        }
        return status;
    }
}
