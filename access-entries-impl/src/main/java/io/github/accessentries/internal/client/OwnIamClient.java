package io.github.accessentries.internal.client;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;

/** As {@link OwnClients}, but by itself, since not everybody has the client of IAM on the class path. */
public final class OwnIamClient {

    private OwnIamClient() {}

    /** A client of IAM. */
    public static IamClientBuilder builder() {
        return IamClient.builder().overrideConfiguration(OwnClients::name);
    }
}
