package io.github.accessentries.testkit.internal.wire.iam;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.query.QueryOperation;
import io.github.accessentries.testkit.internal.wire.query.QueryService;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import java.util.List;
import java.util.stream.Stream;

/** IAM on the wire, as far as it is played. */
public final class IamProtocol {

    /** Of its API. */
    public static final String VERSION = "2010-05-08";

    private IamProtocol() {}

    /** Speaks for the IAM of a cloud. */
    public static Protocol of(Cloud cloud, RequestAuthenticator authenticator) {
        return new QueryService(AuthenticationErrors.IAM, VERSION, operations(cloud), cloud.ids(), authenticator);
    }

    static List<QueryOperation> operations(Cloud cloud) {
        return Stream.of(
                        new RoleCodec(cloud.roles()).operations(),
                        new PolicyCodec(cloud.roles()).operations(),
                        new ProviderCodec(cloud.openIdProviders()).operations())
                .flatMap(List::stream)
                .toList();
    }
}
