package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Asks STS exactly once whose token it is, and distinguishes denials from failures. */
final class CallerIdentityCall {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final BoundedHttp http;

    CallerIdentityCall(BoundedHttp http) {
        this.http = http;
    }

    CallerIdentity send(PresignedUrl url, String clusterName) throws RefusedToken {
        SdkHttpRequest request = url.toRequest()
                .putHeader("x-k8s-aws-id", clusterName)
                .putHeader("accept", "application/json")
                .build();
        BoundedHttp.Answer answer;
        try {
            answer = http.send(request);
        } catch (TimeoutException e) {
            throw new ThrottledException(
                    "A token for cluster " + clusterName + " was not verified: the maximum number of concurrent calls"
                            + " to STS was in progress until the timeout; try again later, or allow more with"
                            + " maxConcurrentCalls(..)",
                    ErrorContext.builder().cluster(clusterName).build(),
                    null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "A token for cluster " + clusterName + " was not verified: the thread was interrupted",
                    ErrorContext.builder().cluster(clusterName).build(),
                    null);
        } catch (IOException | RuntimeException e) {
            // Some exceptions of HTTP clients are unchecked; none of them may decide about a token.
            throw new UnavailableException(
                    "STS at " + url.host() + " could not be called to verify a token for cluster " + clusterName + " ("
                            + WordlessCause.names(e) + "); check the network and the proxy, then try again",
                    ErrorContext.builder().cluster(clusterName).build(),
                    WordlessCause.of(e));
        }
        return interpret(answer, url.host(), clusterName);
    }

    private static CallerIdentity interpret(BoundedHttp.Answer answer, String host, String clusterName)
            throws RefusedToken {
        int status = answer.head.statusCode();
        if (status == OK) {
            if (!answer.complete) {
                throw new RefusedToken(RejectionReason.STS_BAD_RESPONSE, "the answer of STS is too long");
            }
            return CallerIdentityParser.parse(answer.body);
        }
        String body = new String(answer.body, ISO_8859_1);
        // STS throttles with status 400 and this text in its error code.
        if (status == TOO_MANY_REQUESTS || body.contains("Throttling")) {
            throw new ThrottledException(
                    "STS at " + host + " is throttling calls, so a token for cluster " + clusterName + " was not"
                            + " verified; try again later",
                    context(answer, clusterName),
                    null);
        }
        if (status >= SERVER_ERROR) {
            throw new UnavailableException(
                    "STS at " + host + " answered with status " + status + ", so a token for cluster " + clusterName
                            + " could not be verified; try again later",
                    context(answer, clusterName),
                    null);
        }
        if (status < BAD_REQUEST) {
            throw new RefusedToken(
                    RejectionReason.STS_BAD_RESPONSE,
                    "STS answered with status " + status + ", which does not give an identity");
        }
        throw new RefusedToken(RejectionReason.STS_DENIED, "STS refused the token, status " + status + why(body));
    }

    /** Error codes of STS with a known meaning, in our own words, because the messages of STS can quote the request. */
    private static String why(String body) {
        return Arrays.stream(Denial.values())
                .filter(denial -> body.contains(denial.code))
                .findFirst()
                .map(denial -> ", " + denial.code + ": " + denial.meaning)
                .orElse("");
    }

    private static ErrorContext context(BoundedHttp.Answer answer, String clusterName) {
        return ErrorContext.builder()
                .cluster(clusterName)
                .statusCode(answer.head.statusCode())
                .requestId(answer.head.firstMatchingHeader("x-amzn-RequestId"))
                .build();
    }

    private enum Denial {
        SIGNATURE(
                "SignatureDoesNotMatch",
                "the token is for another cluster, was modified, or was signed with a wrong clock"),
        UNKNOWN_KEY("InvalidClientTokenId", "the access key or session does not exist in this partition"),
        ENDED("ExpiredToken", "the session that minted it has expired"),
        DENIED("AccessDenied", "a policy of the organization or of a VPC endpoint forbids it");

        private final String code;
        private final String meaning;

        Denial(String code, String meaning) {
            this.code = code;
            this.meaning = meaning;
        }
    }
}
