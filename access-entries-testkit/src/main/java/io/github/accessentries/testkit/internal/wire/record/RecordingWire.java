package io.github.accessentries.testkit.internal.wire.record;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.ConnectionCutException;
import io.github.accessentries.testkit.internal.wire.message.Operations;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.SignatureClaim;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.UserIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps a record of every call that was answered, even if the answer was lost on its way. What is not a call of an
 * operation, or never reached the services because the connection broke, leaves no record. Thread-safe.
 */
public final class RecordingWire implements Wire {

    /**
     * Who sent a request, as far as it says: the access key, if there is such a key, and the region of the signature.
     */
    private record Sender(String accessKeyId, Optional<AccessKey> key, Optional<String> region) {

        static final Sender UNKNOWN = new Sender("", Optional.empty(), Optional.empty());

        UserIdentity identity() {
            return key.map(Sender::identity).orElseGet(this::unproven);
        }

        UserIdentity unproven() {
            return UserIdentity.unknown(accessKeyId);
        }

        private static UserIdentity identity(AccessKey key) {
            return UserIdentity.builder()
                    .type(key.owner().arn().isRole() ? UserIdentity.ASSUMED_ROLE : UserIdentity.IAM_USER)
                    .principalId(key.caller().userId())
                    .arn(key.caller().arn())
                    .accountId(key.caller().account())
                    .accessKeyId(key.accessKeyId())
                    .issuerArn(key.owner().arn().toString())
                    .build();
        }
    }

    private final Wire next;
    private final Cloud cloud;
    private final RegionOfAccount home;
    private final Trail<RecordedCall> trail;

    /**
     * Watches a wire.
     *
     * @param next what answers
     * @param cloud what knows the callers
     * @param home where the fake is
     * @param trail what remembers
     */
    public RecordingWire(Wire next, Cloud cloud, RegionOfAccount home, Trail<RecordedCall> trail) {
        this.next = next;
        this.cloud = cloud;
        this.home = home;
        this.trail = trail;
    }

    @Override
    public Response exchange(Request request) {
        Optional<Operations.Target> called = Operations.calledBy(request);
        return called.isPresent() ? recorded(called.get(), request) : next.exchange(request);
    }

    private Response recorded(Operations.Target called, Request request) {
        Sender sender = sender(request);
        try {
            Response response = next.exchange(request);
            trail.add(record(called, sender, request, response));
            return response;
        } catch (ConnectionCutException cut) {
            cut.lost().ifPresent(lost -> trail.add(record(called, sender, request, lost)));
            throw cut;
        }
    }

    /** Established before the call, which may delete its own sender. */
    private Sender sender(Request request) {
        try {
            return request.claim().map(this::sender).orElse(Sender.UNKNOWN);
        } catch (IllegalArgumentException | ServiceFault unreadable) {
            return Sender.UNKNOWN;
        }
    }

    private Sender sender(SignatureClaim claim) {
        String accessKeyId = claim.accessKeyId();
        return new Sender(
                accessKeyId,
                cloud.iam().key(accessKeyId),
                Optional.of(claim.scope().region()));
    }

    /** Keeps what the record is made of, and no more of the messages. */
    private Supplier<RecordedCall> record(Operations.Target called, Sender sender, Request request, Response response) {
        Instant now = cloud.clock().instant();
        Optional<String> errorCode = response.refusal().map(ServiceFault::code);
        Optional<String> errorMessage = response.refusal().map(ServiceFault::message);
        Supplier<Map<String, Object>> parameters = CallParameters.of(called, request);
        Supplier<Map<String, Object>> elements =
                called.isReadOnly() || errorCode.isPresent() ? Map::of : CallParameters.tree(response.body());
        String requestId = response.headers().first("x-amzn-RequestId").orElse("");
        return () -> {
            UserIdentity by =
                    errorCode.filter(AuthenticationErrors::isOne).isEmpty() ? sender.identity() : sender.unproven();
            return RecordedCall.builder()
                    .eventTime(now)
                    .eventSource(called.service().service() + ".amazonaws.com")
                    .eventName(called.operation())
                    .awsRegion(sender.region().orElse(home.region()))
                    .recipientAccountId(by.accountId().isEmpty() ? home.account() : by.accountId())
                    .userIdentity(by)
                    .requestParameters(parameters.get())
                    .responseElements(elements.get())
                    .errorCode(errorCode)
                    .errorMessage(errorMessage)
                    .requestId(requestId)
                    .eventId(cloud.ids().uuid())
                    .readOnly(called.isReadOnly())
                    .build();
        };
    }
}
