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

/** Asks STS whose token it is, once and only once, and tells denials from troubles. */
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
                    "A token for cluster " + clusterName + " was not verified: as many calls to STS as this verifier"
                            + " makes at a time were under way until the timeout; try again later, or allow more with"
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
            // Some of the clients' exceptions are unchecked; none of them may decide about a token.
            throw new UnavailableException(
                    "STS at " + url.host() + " could not be asked about a token for cluster " + clusterName + " ("
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
                throw new RefusedToken(RejectionReason.STS_BAD_RESPONSE, "STS answered at too great a length");
            }
            return CallerIdentityParser.parse(answer.body);
        }
        String body = new String(answer.body, ISO_8859_1);
        // STS throttles with status 400 and this word in its error code.
        if (status == TOO_MANY_REQUESTS || body.contains("Throttling")) {
            throw new ThrottledException(
                    "STS at " + host + " asks to call less often, while verifying a token for cluster " + clusterName
                            + "; try again later",
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
                    RejectionReason.STS_BAD_RESPONSE, "STS answered with status " + status + ", which is no identity");
        }
        throw new RefusedToken(RejectionReason.STS_DENIED, "STS refused the token, status " + status + why(body));
    }

    /** The error codes of STS that tell something, in words of ours: its own can quote the request. */
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
        SIGNATURE("SignatureDoesNotMatch", "the token is for another cluster, was changed, or its clock is wrong"),
        UNKNOWN_KEY("InvalidClientTokenId", "the access key or the session does not exist, or not in this partition"),
        ENDED("ExpiredToken", "the session that minted it has ended"),
        DENIED("AccessDenied", "a policy of the organization or of a VPC endpoint forbids it");

        private final String code;
        private final String meaning;

        Denial(String code, String meaning) {
            this.code = code;
            this.meaning = meaning;
        }
    }
}
