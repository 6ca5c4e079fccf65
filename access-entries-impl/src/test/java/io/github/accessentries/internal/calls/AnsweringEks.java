package io.github.accessentries.internal.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** The SDK's own client, whose requests are answered with status 200 and whatever body a test has for them. */
public final class AnsweringEks implements SdkHttpClient {

    private final Function<SdkHttpRequest, String> body;
    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();

    public AnsweringEks(Function<SdkHttpRequest, String> body) {
        this.body = body;
    }

    public EksClient client() {
        return EksClient.builder()
                .httpClient(this)
                .region(Region.US_WEST_2)
                .endpointOverride(URI.create("https://eks.example"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    public List<SdkHttpRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                requests.add(request.httpRequest());
                byte[] answer = body.apply(request.httpRequest()).getBytes(UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder().statusCode(200).build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
