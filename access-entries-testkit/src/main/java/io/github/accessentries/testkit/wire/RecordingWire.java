package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.AccessKey;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.RegionOfAccount;
import io.github.accessentries.testkit.service.ServiceFault;
import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.Trail;
import io.github.accessentries.testkit.trail.UserIdentity;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a record of every call that was answered, be the answer lost on its way. What is no call of an operation, or
 * never reached the services since the connection broke, leaves no record. Safe for use by several threads.
 */
public final class RecordingWire implements Wire {

    /** What a request tells before anybody looks into it. */
    private record Seen(Operations.Target called, Optional<SignatureClaim> claim, UserIdentity by) {}

    private final Wire next;
    private final Cloud cloud;
    private final RegionOfAccount home;
    private final Trail trail;

    /**
     * Watches a wire.
     *
     * @param next what answers
     * @param cloud what knows the callers
     * @param home where the fake is
     * @param trail what remembers
     */
    public RecordingWire(Wire next, Cloud cloud, RegionOfAccount home, Trail trail) {
        this.next = next;
        this.cloud = cloud;
        this.home = home;
        this.trail = trail;
    }

    @Override
    public Response exchange(Request request) {
        Optional<Seen> seen = Operations.calledBy(request).map(called -> seen(called, request));
        try {
            Response response = next.exchange(request);
            seen.ifPresent(what -> trail.add(recorded(what, request, response)));
            return response;
        } catch (ConnectionCutException cut) {
            seen.ifPresent(what -> cut.lost().ifPresent(lost -> trail.add(recorded(what, request, lost))));
            throw cut;
        }
    }

    private Seen seen(Operations.Target called, Request request) {
        Optional<SignatureClaim> claim = claim(request);
        UserIdentity by = claim.flatMap(who -> cloud.iam().key(who.accessKeyId()))
                .map(RecordingWire::identity)
                .orElseGet(() -> unknown(claim));
        return new Seen(called, claim, by);
    }

    private static Optional<SignatureClaim> claim(Request request) {
        try {
            return SignatureClaim.of(request);
        } catch (IllegalArgumentException | ServiceFault unreadable) {
            return Optional.empty();
        }
    }

    private static UserIdentity unknown(Optional<SignatureClaim> claim) {
        return UserIdentity.unknown(claim.map(SignatureClaim::accessKeyId).orElse(""));
    }

    private static UserIdentity identity(AccessKey key) {
        return new UserIdentity(
                key.sessionToken().isPresent() ? UserIdentity.ASSUMED_ROLE : UserIdentity.IAM_USER,
                key.caller().userId(),
                key.caller().arn(),
                key.caller().account(),
                key.accessKeyId(),
                key.owner().arn().toString());
    }

    private RecordedCall recorded(Seen seen, Request request, Response response) {
        Operations.Target called = seen.called();
        Optional<ServiceFault> refusal = response.refusal();
        boolean proven = refusal.filter(fault -> AuthenticationErrors.isOne(fault.code()))
                .isEmpty();
        UserIdentity by = proven ? seen.by() : unknown(seen.claim());
        return new RecordedCall(
                cloud.clock().instant(),
                called.service().service() + ".amazonaws.com",
                called.operation(),
                seen.claim().map(SignatureClaim::region).orElse(home.region()),
                by.accountId().isEmpty() ? home.account() : by.accountId(),
                by,
                CallParameters.of(called, request),
                called.isReadOnly() || refusal.isPresent() ? Map.of() : CallParameters.tree(response.body()),
                refusal.map(ServiceFault::code),
                refusal.map(ServiceFault::message),
                response.headers().first("x-amzn-RequestId").orElse(""),
                cloud.ids().uuid(),
                called.isReadOnly());
    }
}
