package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;

/**
 * Who the caller is: SelfSubjectReview.
 *
 * @param type the kind
 * @param bodies reads the review
 */
public record SelfReview(ResourceType type, Bodies bodies) implements ApiHandler {

    private static final int CREATED = 201;

    @Override
    public ApiResponse answer(ApiCall call) {
        ReviewSpec review = ReviewSpec.of(bodies.read(call.request(), type));
        JsonObject status = new JsonObject();
        status.add("userInfo", ReviewSpec.userInfo(call.user()));
        JsonObject answer = review.answered(status);
        answer.remove("spec");
        return ApiResponse.json(CREATED, answer);
    }
}
