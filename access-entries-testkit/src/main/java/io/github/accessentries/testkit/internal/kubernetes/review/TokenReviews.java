package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.testkit.internal.kubernetes.caller.ServiceAccountLogin;
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
 * @param accounts knows service accounts by their tokens
 * @param authenticator whose token any other is
 */
public record TokenReviews(ResourceType type, Bodies bodies, ServiceAccountLogin accounts, Authenticator authenticator)
        implements ApiHandler {

    private static final int CREATED = 201;
    private static final List<String> OWN = List.of(ServiceAccountLogin.AUDIENCE);

    @Override
    public ApiResponse answer(ApiCall call) {
        ReviewSpec review = ReviewSpec.of(bodies.read(call.request(), type));
        String token = review.text("token");
        if (token.isEmpty()) {
            throw ApiFaults.badRequest("token is required for TokenReview in authentication");
        }
        List<String> audiences = review.texts("audiences");
        JsonObject status = accounts.known(token)
                .map(known -> status(known, audiences.isEmpty() ? OWN : audiences))
                .orElseGet(() -> ofIam(token, audiences));
        JsonObject answer = review.answered(status);
        JsonObject spec = new JsonObject();
        if (!audiences.isEmpty()) {
            spec.add("audiences", Json.texts(audiences));
        }
        answer.add("spec", spec);
        return ApiResponse.json(CREATED, answer);
    }

    private static JsonObject status(ServiceAccountLogin.Known known, List<String> audiences) {
        List<String> common =
                audiences.stream().filter(known.audiences()::contains).toList();
        if (common.isEmpty()) {
            return refused(mismatch(known.audiences(), audiences));
        }
        JsonObject status = new JsonObject();
        status.addProperty("authenticated", true);
        status.add("user", ReviewSpec.userInfo(known.user()));
        status.add("audiences", Json.texts(common));
        return status;
    }

    private static String mismatch(List<String> audiences, List<String> wanted) {
        return "token audiences " + Json.texts(audiences) + " is invalid for the target audiences "
                + Json.texts(wanted);
    }

    private JsonObject ofIam(String token, List<String> audiences) {
        if (!audiences.isEmpty() && !audiences.containsAll(OWN)) {
            return refused(mismatch(OWN, audiences));
        }
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
            status.add("audiences", Json.texts(OWN));
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
