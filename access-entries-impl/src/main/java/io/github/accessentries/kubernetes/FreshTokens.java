package io.github.accessentries.kubernetes;

import io.github.accessentries.token.EksToken;
import io.github.accessentries.token.TokenSource;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Puts a valid token on each request to the cluster, and on no other. A request whose token is refused is sent once
 * more with a new one, if its body can be sent again.
 */
final class FreshTokens implements Interceptor {

    private static final int UNAUTHORIZED = 401;

    private final ApiServerUrl server;
    private final TokenSource tokens;

    FreshTokens(ApiServerUrl server, TokenSource tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!server.covers(request.url())) {
            return chain.proceed(request);
        }
        // A watch may be silent for as long as nothing happens.
        Chain patient = isStream(request.url()) ? chain.withReadTimeout(0, TimeUnit.MILLISECONDS) : chain;
        EksToken token = token();
        Response response = patient.proceed(with(token, request));
        return response.code() == UNAUTHORIZED && canBeSentAgain(request)
                ? again(patient, request, response, token)
                : response;
    }

    private Response again(Chain chain, Request request, Response refusal, EksToken refused) throws IOException {
        tokens.forget(refused);
        EksToken other;
        try {
            other = tokens.token();
        } catch (RuntimeException e) {
            return refusal;
        }
        refusal.close();
        return chain.proceed(with(other, request));
    }

    /** Callers expect this type of exception; any other would end OkHttp's thread. */
    private EksToken token() throws IOException {
        try {
            return tokens.token();
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isStream(HttpUrl url) {
        return "true".equals(url.queryParameter("watch")) || "true".equals(url.queryParameter("follow"));
    }

    private static boolean canBeSentAgain(Request request) {
        RequestBody body = request.body();
        return body == null || !(body.isOneShot() || body.isDuplex());
    }

    private static Request with(EksToken token, Request request) {
        return request.newBuilder()
                .header("Authorization", "Bearer " + token.value())
                .build();
    }
}
