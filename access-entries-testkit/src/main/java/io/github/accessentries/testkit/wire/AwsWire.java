package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.ServiceFault;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services of a fake at one address: what speaks the query protocol goes to STS, all else to EKS. */
public final class AwsWire implements Wire {

    /** More than this a request body cannot have. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private final Wire eks;
    private final Wire sts;
    private final Clock clock;

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
        Response response = (StsProtocol.speaks(request) ? sts : eks).exchange(request);
        // Clients of AWS set their clocks by this header when a request was refused for its time.
        Map<String, List<String>> headers = new HashMap<>(response.headers().asMap());
        headers.put(
                "Date",
                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atZone(ZoneOffset.UTC))));
        return new Response(response.status(), Headers.of(headers), response.body());
    }
}
