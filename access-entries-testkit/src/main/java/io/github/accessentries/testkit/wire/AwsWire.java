package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.ServiceFault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The services of a fake at one address: what speaks the query protocol goes to STS, all else to EKS. */
public final class AwsWire implements Wire {

    /** More than this a request body cannot have. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private final Protocol eks;
    private final Protocol sts;
    private final Clock clock;
    private final Remembered<Long, String> dates = new Remembered<>(AwsWire::date);

    /**
     * Puts a cloud on the wire.
     *
     * @param cloud what the services know
     * @param signatureChecks whether the signatures of requests, and their time, count
     */
    public AwsWire(Cloud cloud, boolean signatureChecks) {
        Authenticator authenticator = new Authenticator(cloud.iam(), cloud.clock(), signatureChecks);
        this.eks = new EksProtocol(cloud, authenticator);
        this.sts = new StsProtocol(cloud, authenticator);
        this.clock = cloud.clock();
    }

    /** Refuses a body that is too long to be read; transports hand over one byte more than is allowed at most. */
    static void requireBounded(Request request) {
        if (request.body().length > MAX_BODY_BYTES) {
            throw new ServiceFault(
                    "RequestEntityTooLargeException",
                    413,
                    "The body is longer than " + MAX_BODY_BYTES + " bytes",
                    Map.of());
        }
    }

    @Override
    public Response exchange(Request request) {
        return dated(spokenBy(request).exchange(request));
    }

    /** Says no to a request that nobody looked at, in the form of the service it goes to. */
    Response refuse(Request request, ServiceFault fault) {
        return dated(spokenBy(request).refuse(request, fault));
    }

    private Protocol spokenBy(Request request) {
        return StsProtocol.speaks(request) ? sts : eks;
    }

    private static String date(long epochSecond) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC));
    }

    /** Clients of AWS set their clocks by this header when a request was refused for its time. */
    private Response dated(Response response) {
        return response.withHeader("Date", dates.of(clock.instant().getEpochSecond()));
    }
}
