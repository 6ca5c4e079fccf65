package io.github.accessentries.testkit.trail;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A call to EKS or STS that a fake answered. The names are those of CloudTrail.
 *
 * <p>The parameters and elements are trees of JSON: texts, numbers, booleans, lists and maps by name, all immutable.
 * Those of more than 100 KB are left out and so, as in CloudTrail, are the answers to calls that only read.
 *
 * @param eventTime when the call was answered, by the fake's clock
 * @param eventSource {@code eks.amazonaws.com} or {@code sts.amazonaws.com}
 * @param eventName the operation, for example {@code CreateAccessEntry}
 * @param awsRegion the region that the call was signed for; that of the fake if it was not signed
 * @param recipientAccountId the account of the caller; that of the fake if the caller is unknown
 * @param userIdentity who called
 * @param requestParameters what the call asked for. The cluster is under {@code name}; an ARN from the path is
 *     percent-encoded, as it was there; one from the body is plain
 * @param responseElements what the service answered to a call that changes something, empty if it refused
 * @param errorCode the error code, empty if the call succeeded
 * @param errorMessage the text of the error, empty if the call succeeded
 * @param requestId the id that the client got with the answer
 * @param eventId the id of this record
 * @param readOnly whether the operation changes nothing
 */
public record RecordedCall(
        Instant eventTime,
        String eventSource,
        String eventName,
        String awsRegion,
        String recipientAccountId,
        UserIdentity userIdentity,
        Map<String, Object> requestParameters,
        Map<String, Object> responseElements,
        Optional<String> errorCode,
        Optional<String> errorMessage,
        String requestId,
        String eventId,
        boolean readOnly) {

    /**
     * One line about the call.
     *
     * @return for example {@code CreateAccessEntry {name=prod, …} by arn:aws:iam::111122223333:user/test: ok}
     */
    @Override
    public String toString() {
        return eventName + " " + requestParameters + " by " + userIdentity + ": " + errorCode.orElse("ok");
    }
}
