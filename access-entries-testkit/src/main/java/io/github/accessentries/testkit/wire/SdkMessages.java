package io.github.accessentries.testkit.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Requests and responses of the SDK as those of the wire, and back. */
final class SdkMessages {

    private SdkMessages() {}

    static Request request(SdkHttpRequest request, byte[] body) {
        return new Request(
                request.method().name(),
                request.host(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers(request),
                body);
    }

    /** HTTP clients send the host by themselves; only the signers of the SDK's own clients put it into the headers. */
    private static Headers headers(SdkHttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putIfAbsent("Host", List.of(request.host()));
        return Headers.of(headers);
    }

    /** The response without its body, which every transport hands over in its own way. */
    static SdkHttpResponse head(Response response) {
        return SdkHttpResponse.builder()
                .statusCode(response.status())
                .headers(response.headers().asMap())
                .build();
    }
}
