package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import java.util.Arrays;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers TokenReviews of versions v1 and v1beta1: whose token is this?
 *
 * <p>The statuses are those that a kube-apiserver handles best: 200 for a decision, whether authenticated or not; 429
 * with {@code Retry-After} if STS is throttling; 503 with {@code Retry-After} if it could not be called or a mapper has
 * nothing recent to go by; 500 for every other failure; 400 and 413 for requests that are not reviews.
 *
 * <p>A rejection says why in {@code status.error}, which an API server logs. It does not remember such a rejection, so a token is let in
 * as soon as its principal is, and every bad one is a review; a good one it remembers for two minutes by default, and up to ten seconds
 * more.
 *
 * <p>The answer has no audiences, which tells an API server that the token is meant for it.
 *
 * <p>Thread-safe if its authenticator is.
 */
public final class TokenReviewHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TokenReviewHandler.class);

    private static final String KIND = "TokenReview";
    private static final String GROUP = "authentication.k8s.io";

    private final Authenticator authenticator;

    private TokenReviewHandler(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Creates a handler.
     *
     * @param authenticator authenticates the tokens
     * @return the handler
     */
    public static TokenReviewHandler of(Authenticator authenticator) {
        return new TokenReviewHandler(requireNonNull(authenticator, "authenticator"));
    }

    /**
     * Answers one request. Blocks for as long as the authenticator does. Never throws because of the contents of the body or a
     * failure of the authenticator, be it an {@code Error}: then the status is 500, and no API server takes that for a
     * rejection.
     *
     * @param body the body of the request, at most one mebibyte; a longer one gets status 413
     * @return the answer
     */
    public WebhookAnswer handle(byte[] body) {
        requireNonNull(body, "body");
        try {
            Review review = Review.parse(body, KIND, GROUP);
            String token = Review.text(review.spec(), "token")
                    .orElseThrow(() -> new BadReview(400, "The spec of the TokenReview has no token"));
            return answer(review, token);
        } catch (BadReview e) {
            return e.answer();
        } catch (Throwable e) {
            // An exception from the webhook would break the request of the application that embeds it, and an Error
            // leave the
            // API server without an answer.
            // The place of the exception is safe to log, but its message may quote the token.
            LOG.error(
                    "The authenticator threw an undeclared exception: {} at {}",
                    e.getClass().getName(),
                    Arrays.stream(e.getStackTrace()).limit(8).toList());
            return WebhookAnswer.error(500, "Could not verify the token: internal error");
        }
    }

    private WebhookAnswer answer(Review review, String token) {
        try {
            return WebhookAnswer.json(review.answer(
                    KIND,
                    status(requireNonNull(authenticator.authenticate(token), "the answer of the authenticator"))));
        } catch (ThrottledException e) {
            return WebhookAnswer.later(429, "Could not verify the token now: too many requests");
        } catch (AccessEntriesException e) {
            // The library's own messages never quote a token, but the authenticator may be another's.
            String why = String.valueOf(e.getMessage());
            boolean quotes = !token.isEmpty() && why.contains(token);
            return WebhookAnswer.later(
                    503, "Could not verify the token now: " + (quotes ? "the authenticator is unavailable" : why));
        }
    }

    private static JsonObject status(Authentication authentication) {
        JsonObject status = new JsonObject();
        status.addProperty("authenticated", authentication.isAuthenticated());
        if (authentication.isAuthenticated()) {
            status.add("user", user(authentication.user()));
        } else {
            status.addProperty("error", authentication.toString());
        }
        return status;
    }

    private static JsonObject user(KubernetesUser user) {
        JsonObject json = new JsonObject();
        json.addProperty("username", user.username());
        json.addProperty("uid", user.uid());
        json.add("groups", texts(user.groups()));
        JsonObject extra = new JsonObject();
        user.extra().forEach((key, values) -> extra.add(key, texts(values)));
        json.add("extra", extra);
        return json;
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
