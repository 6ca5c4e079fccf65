package io.github.accessentries.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Answers the official client before anything reaches a socket. */
public final class FakeApiServer implements Interceptor {

    private interface Answer {
        Response to(Request request) throws IOException;
    }

    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /** A client that only ever meets this server. */
    public ApiClient client() {
        ApiClient client =
                new ApiClient(new OkHttpClient.Builder().addInterceptor(this).build());
        client.setBasePath("https://prod.example");
        client.setApiKeyPrefix("Bearer");
        client.setApiKey("the-token");
        return client;
    }

    public FakeApiServer answer(String path, String body) {
        return answer(path, 200, body);
    }

    public FakeApiServer answer(String path, int status, String body) {
        return answer(
                path,
                request -> response(request, status, ResponseBody.create(body, MediaType.get("application/json"))));
    }

    public FakeApiServer answer(String path, ResponseBody body) {
        return answer(path, request -> response(request, 200, body));
    }

    public FakeApiServer fail(String path, IOException failure) {
        return answer(path, request -> {
            throw failure;
        });
    }

    private FakeApiServer answer(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public List<Request> requests() {
        return requests;
    }

    private static Response response(Request request, int status, ResponseBody body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(body)
                .build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        requests.add(request);
        String query = request.url().encodedQuery();
        String path = request.url().encodedPath() + (query == null ? "" : "?" + query);
        Answer answer = answers.get(path);
        return answer == null
                ? response(request, 404, ResponseBody.create(NOT_FOUND, MediaType.get("application/json")))
                : answer.to(request);
    }
}
