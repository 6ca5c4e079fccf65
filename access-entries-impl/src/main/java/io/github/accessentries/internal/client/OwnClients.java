package io.github.accessentries.internal.client;

import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.EksClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * Clients from the SDK's default chains that name this library after the SDK. They are for where nobody has handed one in;
 * those that are handed in are used as they are.
 */
public final class OwnClients {

    private OwnClients() {}

    /** A client of EKS. */
    public static EksClientBuilder eks() {
        return EksClient.builder().overrideConfiguration(OwnClients::name);
    }

    /** A client of STS. */
    public static StsClientBuilder sts() {
        return StsClient.builder().overrideConfiguration(OwnClients::name);
    }

    static void name(ClientOverrideConfiguration.Builder settings) {
        settings.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, UserAgent.TEXT);
    }
}
