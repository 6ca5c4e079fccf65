package io.github.accessentries.testkit.internal.wire;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.eks.EksProtocol;
import io.github.accessentries.testkit.internal.wire.iam.IamProtocol;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.QueryProtocol;
import io.github.accessentries.testkit.internal.wire.message.Remembered;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.oidc.OidcProtocol;
import io.github.accessentries.testkit.internal.wire.signature.CredentialChecks;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import io.github.accessentries.testkit.internal.wire.sts.StsProtocol;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The services of a fake at one address: what is below the path of the clusters' OIDC issuers goes to these, what speaks the
 * query protocol to STS or IAM, by the version of the API, and everything else to EKS, unless it is signed for a service
 * that nobody plays here.
 */
public final class AwsWire implements Protocol {

    private final Protocol eks;
    private final Protocol sts;
    private final Protocol oidc;
    private final Protocol iam;
    private final Protocol others = new OtherServices();
    private final Clock clock;
    private final Remembered<Long, String> dates = new Remembered<>(AwsWire::date);

    /**
     * Puts a cloud on the wire.
     *
     * @param cloud what the services know
     * @param checks how closely the credentials of requests are looked at
     */
    public AwsWire(Cloud cloud, CredentialChecks checks) {
        RequestAuthenticator authenticator = new RequestAuthenticator(cloud.iam(), cloud.clock(), checks);
        this.eks = new EksProtocol(cloud, authenticator);
        this.oidc = new OnFirstUse(() -> new OidcProtocol(cloud));
        this.sts = new OnFirstUse(() -> StsProtocol.of(cloud, authenticator));
        this.iam = new OnFirstUse(() -> IamProtocol.of(cloud, authenticator));
        this.clock = cloud.clock();
    }

    @Override
    public Response exchange(Request request) {
        return dated(spokenBy(request).exchange(request));
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        return dated(spokenBy(request).refuse(request, fault));
    }

    private Protocol spokenBy(Request request) {
        if (OidcProtocol.isSpokenIn(request)) {
            return oidc;
        }
        if (OtherServices.calledBy(request).isPresent()) {
            return others;
        }
        if (!QueryProtocol.isSpokenIn(request)) {
            return eks;
        }
        return isForIam(request) ? iam : sts;
    }

    private static boolean isForIam(Request request) {
        try {
            return QueryProtocol.parameters(request).first("Version").equals(Optional.of(IamProtocol.VERSION));
        } catch (ServiceFault unreadable) {
            // Whoever answers says so.
            return false;
        }
    }

    private static String date(long epochSecond) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC));
    }

    /** AWS clients set their clocks by this header when a request is refused for its time. */
    private Response dated(Response response) {
        return response.withHeader("Date", dates.of(clock.instant().getEpochSecond()));
    }
}
