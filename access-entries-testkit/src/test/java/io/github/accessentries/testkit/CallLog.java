package io.github.accessentries.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** Notes the requests that a client of the SDK makes. */
final class CallLog implements ExecutionInterceptor {

    private final List<SdkRequest> requests = new CopyOnWriteArrayList<>();

    /** A client of the fake whose requests are noted here. */
    EksClient client(FakeEks fake) {
        return client(fake, this);
    }

    /** A client of the fake with an interceptor. */
    static EksClient client(FakeEks fake, ExecutionInterceptor interceptor) {
        return EksClient.builder()
                .httpClient(fake.sdkHttpClient())
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(interceptor))
                .build();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    List<String> operations() {
        return requests.stream()
                .map(request -> request.getClass().getSimpleName().replaceFirst("Request$", ""))
                .toList();
    }

    <T extends SdkRequest> List<T> requests(Class<T> type) {
        return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void clear() {
        requests.clear();
    }
}
