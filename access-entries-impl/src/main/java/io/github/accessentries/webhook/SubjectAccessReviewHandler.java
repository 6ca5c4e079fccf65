package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers SubjectAccessReviews of versions v1 and v1beta1: is this user allowed this request?
 *
 * <p>A request is decided as it was asked, also with an empty verb or resource, a path without a slash or blanks, as an API
 * server does. Field and label selectors are not understood, so a request counts as if it had none. A spec with both
 * resource and non-resource attributes, or neither, is refused, as an API server refuses it.
 *
 * <p>A request that is not allowed is never denied for good: like every authorizer of EKS, this one can only allow or
 * have no opinion, so {@code denied} is never set and the API server asks its other authorizers. The {@code reason} is
 * what comes nearest to allowing the request, in at most 300 characters, and, where the extra keys of the user do not name
 * one IAM principal, that access policies were not asked; {@code evaluationError} says what could make the answer wrong. Statuses are 200 for an answer, 503 with {@code Retry-After} if the required data could not be
 * read, 500 for every other failure, 400 and 413 for requests that are not reviews.
 *
 * <p>Each decision is one INFO line of the logger {@code io.github.accessentries.audit}: user, request, and why it is
 * allowed.
 *
 * <p>Thread-safe if its authorizer is.
 */
public final class SubjectAccessReviewHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectAccessReviewHandler.class);

    private static final String KIND = "SubjectAccessReview";
    private static final String GROUP = "authorization.k8s.io";
    private static final int MAX_REASON_OF_DENIAL = 300;

    private static final int MOST_DOUBTS = 3;

    private final Authorizer authorizer;
    private final AuditLog audit;
    private final boolean takesLowerCaseExtra;

    private SubjectAccessReviewHandler(Authorizer authorizer, AuditLog audit, boolean takesLowerCaseExtra) {
        this.authorizer = authorizer;
        this.audit = audit;
        this.takesLowerCaseExtra = takesLowerCaseExtra;
    }

    /**
     * Creates a handler.
     *
     * @param authorizer decides about requests
     * @return the handler
     */
    public static SubjectAccessReviewHandler of(Authorizer authorizer) {
        return of(requireNonNull(authorizer, "authorizer"), AuditLog.standard());
    }

    static SubjectAccessReviewHandler of(Authorizer authorizer, AuditLog audit) {
        return new SubjectAccessReviewHandler(authorizer, audit, false);
    }

    /**
     * The same handler, which takes the extra keys of a user in lower case too ({@code canonicalarn}). An aggregated API
     * server asks with such keys, since it gets them in headers; kube-apiserver itself asks with the exact ones.
     *
     * <p>Dangerous where anybody may impersonate: Kubernetes lower-cases the extra keys of impersonated users as well, so
     * whoever may impersonate {@code userextras/canonicalarn} gets the access policies of any principal, which on EKS an
     * impersonated request never has. Use it only for an API server that is asked by nobody but kube-apiserver, and let
     * nobody impersonate these extra keys.
     *
     * @return a handler that takes both spellings, but of a user that has both, neither
     */
    public SubjectAccessReviewHandler takingLowerCaseExtra() {
        return new SubjectAccessReviewHandler(authorizer, audit, true);
    }

    /**
     * Answers one request. Blocks for as long as the authorizer does. Never throws because of the contents of the body or a failure
     * of the authorizer, be it an {@code Error}: then the status is 500, and no API server takes that for a decision.
     *
     * @param body the body of the request, at most one mebibyte; a longer one gets status 413
     * @return the answer
     */
    public WebhookAnswer handle(byte[] body) {
        requireNonNull(body, "body");
        try {
            Review review = Review.parse(body, KIND, GROUP);
            ReviewedExtra extra = ReviewedExtra.of(Review.textsByKey(review.spec(), "extra"), takesLowerCaseExtra);
            KubernetesUser user = user(review, extra.extra());
            AccessRequest request = request(review.spec());
            Decision decision = requireNonNull(authorizer.decide(user, request), "the answer of the authorizer");
            record(user, request, decision);
            return WebhookAnswer.json(review.answer(KIND, status(decision, extra.whyNoPolicies())));
        } catch (BadReview e) {
            return e.answer();
        } catch (AccessEntriesException e) {
            return WebhookAnswer.later(503, "Could not decide now: " + e.getMessage());
        } catch (Throwable e) {
            // An exception from the webhook would break the request of the application that embeds it, and an Error
            // leave the
            // API server without an answer.
            // The message may hold names of the review, which would make lines of their own.
            LOG.error(
                    "The authorizer threw an undeclared exception: {} at {}",
                    PlainText.of(e.toString()),
                    Arrays.stream(e.getStackTrace()).limit(8).toList());
            return WebhookAnswer.error(500, "Could not decide: internal error");
        }
    }

    /** Each version knows one key for the groups, and an API server drops the other one's. */
    private static KubernetesUser user(Review review, Map<String, List<String>> extra) throws BadReview {
        JsonObject spec = review.spec();
        return KubernetesUser.builder()
                .username(Review.text(spec, "user").orElse(""))
                .uid(Review.text(spec, "uid").orElse(""))
                .addAllGroups(Review.texts(spec, review.isBeta() ? "group" : "groups"))
                .extra(extra)
                .build();
    }

    private static AccessRequest request(JsonObject spec) throws BadReview {
        Optional<JsonObject> resource = Review.member(spec, "resourceAttributes");
        Optional<JsonObject> path = Review.member(spec, "nonResourceAttributes");
        if (resource.isPresent() == path.isPresent()) {
            throw new BadReview(400, "The spec needs either resourceAttributes or nonResourceAttributes");
        }
        return resource.isPresent() ? resourceRequest(resource.get()) : pathRequest(path.orElseThrow());
    }

    private static AccessRequest resourceRequest(JsonObject attributes) throws BadReview {
        return AccessRequest.asReceived()
                .verb(Review.text(attributes, "verb").orElse(""))
                .apiGroup(Review.text(attributes, "group").orElse(""))
                .resource(Review.text(attributes, "resource").orElse(""))
                .subresource(Review.text(attributes, "subresource"))
                .name(Review.text(attributes, "name"))
                .namespace(Review.text(attributes, "namespace"))
                .build();
    }

    private static AccessRequest pathRequest(JsonObject attributes) throws BadReview {
        return AccessRequest.asReceived()
                .verb(Review.text(attributes, "verb").orElse(""))
                .path(Review.text(attributes, "path").orElse(""))
                .build();
    }

    private void record(KubernetesUser user, AccessRequest request, Decision decision) {
        audit.write(() -> {
            AuditLine line = AuditLine.of(decision.allowed() ? "allowed" : "not allowed")
                    .quoted("username", user.username())
                    .quoted("request", request.toString());
            if (decision.allowed()) {
                line.quoted("reason", reasons(decision));
            }
            if (decision.incomplete()) {
                line.quoted("doubts", doubts(decision));
            }
            return line;
        });
    }

    private static String reasons(Decision decision) {
        return decision.reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
    }

    /** The API server shows this to the caller, so it must not grow with the rules. What is missing is at the end. */
    private static String shortened(String miss) {
        if (miss.length() <= MAX_REASON_OF_DENIAL) {
            return miss;
        }
        int half = (MAX_REASON_OF_DENIAL - 1) / 2;
        return miss.substring(0, half) + "…" + miss.substring(miss.length() - half);
    }

    /** Of what a whole cluster leaves open, the API server and its log need only the first. */
    private static String doubts(Decision decision) {
        List<String> all = decision.doubts();
        String first = all.stream().limit(MOST_DOUBTS).collect(Collectors.joining("; "));
        return all.size() <= MOST_DOUBTS ? first : first + "; and " + (all.size() - MOST_DOUBTS) + " more";
    }

    private static String reasonOfDenial(Decision decision, Optional<String> whyNoPolicies) {
        return Stream.concat(
                        decision.nearest().stream().limit(1).map(SubjectAccessReviewHandler::shortened),
                        whyNoPolicies.stream())
                .collect(Collectors.joining("; "));
    }

    private static JsonObject status(Decision decision, Optional<String> whyNoPolicies) {
        JsonObject status = new JsonObject();
        status.addProperty("allowed", decision.allowed());
        if (decision.allowed()) {
            status.addProperty("reason", reasons(decision));
        } else {
            String reason = reasonOfDenial(decision, whyNoPolicies);
            if (!reason.isEmpty()) {
                status.addProperty("reason", reason);
            }
        }
        if (decision.incomplete()) {
            status.addProperty("evaluationError", doubts(decision));
        }
        return status;
    }
}
