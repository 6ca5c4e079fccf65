package io.github.accessentries.testkit.trail;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A call to EKS or STS that a fake answered. The names are those of CloudTrail.
 *
 * <p>The parameters and elements are trees of JSON: texts, numbers, booleans, lists and maps by name, all immutable.
 * Those of more than 100 KB are left out and so, as in CloudTrail, are the answers to calls that only read.
 *
 * <p>Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class RecordedCall {

    RecordedCall() {}

    /**
     * Starts a call; all but the maps and the optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return when the call was answered, by the fake's clock} */
    public abstract Instant eventTime();

    /** {@return {@code eks.amazonaws.com} or {@code sts.amazonaws.com}} */
    public abstract String eventSource();

    /** {@return the operation, for example {@code CreateAccessEntry}} */
    public abstract String eventName();

    /** {@return the region that the call was signed for; that of the fake if it was not signed} */
    public abstract String awsRegion();

    /** {@return the account of the caller; that of the fake if the caller is unknown} */
    public abstract String recipientAccountId();

    /** {@return who called} */
    public abstract UserIdentity userIdentity();

    /**
     * What the call asked for.
     *
     * @return the parameters by name. The cluster is under {@code name}; an ARN from the path is percent-encoded, as it was
     *     there; one from the body is plain
     */
    public abstract Map<String, Object> requestParameters();

    /** {@return what the service answered to a call that changes something, empty if it refused} */
    public abstract Map<String, Object> responseElements();

    /** {@return the error code, empty if the call succeeded} */
    public abstract Optional<String> errorCode();

    /** {@return the text of the error, empty if the call succeeded} */
    public abstract Optional<String> errorMessage();

    /** {@return the id that the client got with the answer} */
    public abstract String requestId();

    /** {@return the id of this record} */
    public abstract String eventId();

    /** {@return whether the operation changes nothing} */
    public abstract boolean readOnly();

    /**
     * One line about the call.
     *
     * @return for example {@code CreateAccessEntry {name=prod, …} by arn:aws:iam::111122223333:user/test: ok}
     */
    @Override
    public final String toString() {
        return PlainText.of(eventName() + " " + requestParameters() + " by " + userIdentity() + ": "
                + errorCode().orElse("ok"));
    }

    /** Builds recorded calls, for fakes of a trail. Not thread-safe. */
    public static final class Builder extends ImmutableRecordedCall.Builder {
        Builder() {}
    }
}
