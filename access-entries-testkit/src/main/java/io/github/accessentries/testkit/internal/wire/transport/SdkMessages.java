package io.github.accessentries.testkit.internal.wire.transport;

import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
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

    /** HTTP clients add the host by themselves; only the signers of the SDK's own clients put it into the headers. */
    private static Headers headers(SdkHttpRequest request) {
        Headers headers = Headers.of(request::forEachHeader);
        return headers.all("Host").isEmpty() ? headers.with("Host", request.host()) : headers;
    }

    /** The response without its body, which every transport delivers in its own way. */
    static SdkHttpResponse head(Response response) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(head::putHeader);
        return head.build();
    }
}
