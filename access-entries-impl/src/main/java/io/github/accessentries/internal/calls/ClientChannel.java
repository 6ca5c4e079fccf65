package io.github.accessentries.internal.calls;

import software.amazon.awssdk.services.eks.EksClient;

/** Passes calls to the SDK's client. */
record ClientChannel(EksClient client) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        return call.send().apply(client);
    }
}
