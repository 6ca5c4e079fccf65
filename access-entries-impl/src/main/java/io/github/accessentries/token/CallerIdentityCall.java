package io.github.accessentries.token;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.client.UserAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks STS exactly once whose token it is, and distinguishes denials from failures. An identity is exactly the answer to
 * GetCallerIdentity, a denial exactly an error of STS whose code denies; everything else decides nothing.
 */
final class CallerIdentityCall {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final BoundedHttp http;
    private final AbsentRegions absentRegions;

    CallerIdentityCall(BoundedHttp http, AbsentRegions absentRegions) {
        this.http = http;
        this.absentRegions = absentRegions;
    }

    CallerIdentity send(PresignedUrl url, String clusterName) throws RefusedToken {
        SdkHttpRequest request = url.toRequest()
                .putHeader("x-k8s-aws-id", clusterName)
                .putHeader("accept", "application/json")
                .putHeader("user-agent", UserAgent.TEXT)
                .build();
        long deadline = System.nanoTime() + http.timeout().toNanos();
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
            if (absentRegions.explain(e, url, Duration.ofNanos(deadline - System.nanoTime()))) {
                throw new RefusedToken(
                        RejectionReason.BAD_HOST,
                        "there is no STS endpoint at " + url.host() + "; mint the token for another region");
            }
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
            return answer.identity()
                    .orElseThrow(
                            () -> unverified(answer, host, clusterName, "but with no answer to GetCallerIdentity"));
        }
        Optional<String> code = status < BAD_REQUEST ? Optional.empty() : answer.errorCode();
        Optional<StsError> error = code.flatMap(StsError::of);
        StsError.Says says = error.map(StsError::says).orElse(StsError.Says.NOTHING);
        if (status == TOO_MANY_REQUESTS || says == StsError.Says.LATER) {
            throw new ThrottledException(
                    "STS at " + host + " is throttling calls, so a token for cluster " + clusterName + " was not"
                            + " verified; try again later",
                    context(answer, clusterName),
                    null);
        }
        if ((status == BAD_REQUEST || status == FORBIDDEN) && says == StsError.Says.DENIED) {
            throw new RefusedToken(
                    RejectionReason.STS_DENIED,
                    "STS refused the token, " + code.orElseThrow() + ": "
                            + error.map(StsError::meaning).orElseThrow());
        }
        throw unverified(
                answer,
                host,
                clusterName,
                code.map(text -> "and the error " + text + ", which decides nothing about a token")
                        .orElse("but with no error of STS"));
    }

    private static UnavailableException unverified(
            BoundedHttp.Answer answer, String host, String clusterName, String what) {
        return new UnavailableException(
                "STS at " + host + " answered with status " + answer.head.statusCode() + " " + what
                        + ", so a token for cluster " + clusterName + " could not be verified; try again later, and if"
                        + " that does not help, look for a proxy or a portal that answers in the place of STS",
                context(answer, clusterName),
                null);
    }

    private static ErrorContext context(BoundedHttp.Answer answer, String clusterName) {
        return ErrorContext.builder()
                .cluster(clusterName)
                .statusCode(answer.head.statusCode())
                .errorCode(answer.errorCode())
                .requestId(answer.head.firstMatchingHeader("x-amzn-RequestId"))
                .build();
    }
}
