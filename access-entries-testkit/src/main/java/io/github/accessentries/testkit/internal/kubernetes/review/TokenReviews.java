package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.List;

/**
 * Whose token something is: TokenReview. The answer does not repeat the token.
 *
 * @param type the kind
 * @param bodies reads the review
 * @param authenticator whose token it is
 */
public record TokenReviews(ResourceType type, Bodies bodies, Authenticator authenticator) implements ApiHandler {

    private static final int CREATED = 201;
    private static final String AUDIENCE = "https://kubernetes.default.svc";

    @Override
    public ApiResponse answer(ApiCall call) {
        ReviewSpec review = ReviewSpec.of(bodies.read(call.request(), type));
        String token = review.text("token");
        if (token.isEmpty()) {
            throw ApiFaults.badRequest("token is required for TokenReview in authentication");
        }
        List<String> audiences = review.texts("audiences");
        JsonObject status = audiences.isEmpty() || audiences.contains(AUDIENCE)
                ? status(token, audiences)
                : refused("token audiences [\"" + AUDIENCE + "\"] is invalid for the target audiences "
                        + Json.texts(audiences));
        JsonObject answer = review.answered(status);
        JsonObject spec = new JsonObject();
        if (!audiences.isEmpty()) {
            spec.add("audiences", Json.texts(audiences));
        }
        answer.add("spec", spec);
        return ApiResponse.json(CREATED, answer);
    }

    private JsonObject status(String token, List<String> audiences) {
        Authentication authentication;
        try {
            authentication = authenticator.authenticate(token);
        } catch (AccessEntriesException e) {
            return refused("the token could not be verified now");
        }
        if (!authentication.isAuthenticated()) {
            return refused(authentication.toString());
        }
        JsonObject status = new JsonObject();
        status.addProperty("authenticated", true);
        status.add("user", ReviewSpec.userInfo(authentication.user()));
        if (!audiences.isEmpty()) {
            status.add("audiences", Json.texts(List.of(AUDIENCE)));
        }
        return status;
    }

    private static JsonObject refused(String error) {
        JsonObject status = new JsonObject();
        status.add("user", new JsonObject());
        status.addProperty("error", error);
        return status;
    }
}
