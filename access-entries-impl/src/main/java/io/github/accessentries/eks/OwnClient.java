package io.github.accessentries.eks;

import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.services.eks.EksClient;

/** A client from the SDK's default chains, which CloudTrail's records show as one of this library. */
final class OwnClient {

    /** Known to {@link io.github.accessentries.audit.CallTool}. */
    private static final String USER_AGENT = "access-entries/1";

    private OwnClient() {}

    static EksClient create() {
        return EksClient.builder()
                .overrideConfiguration(
                        settings -> settings.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, USER_AGENT))
                .build();
    }
}
