package io.github.accessentries.testkit.internal.kubernetes.server;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.schema.openapi.OpenApi;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API says about itself at paths that are no resources.
 *
 * @param discovery the kinds there are
 * @param openApi what they are made of
 * @param kubernetesVersion the cluster's version now, for example {@code 1.33}
 */
public record Documents(ApiHandler discovery, OpenApi openApi, Supplier<String> kubernetesVersion)
        implements ApiHandler {

    @Override
    public ApiResponse answer(ApiCall call) {
        List<String> path = call.request().segments();
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (first) {
            case "api", "apis" -> discovery.answer(call);
            case "openapi" -> openApi(call.request());
            case "version" -> version();
            case "healthz", "livez", "readyz" -> ApiResponse.text(200, "ok");
            default -> throw ApiFaults.noSuchPath();
        };
    }

    private ApiResponse openApi(ApiRequest request) {
        String accept = String.join(",", request.headers().all("Accept"));
        boolean isProtobufAlone = request.path().equals("/openapi/v2")
                && accept.contains(OpenApi.V2_PROTOBUF)
                && !accept.contains("json");
        return isProtobufAlone
                ? ApiResponse.of(200, OpenApi.V2_PROTOBUF, OpenApi.versionTwoInProtobuf())
                : openApi.document(request.path())
                        .map(document -> ApiResponse.json(200, document))
                        .orElseThrow(ApiFaults::noSuchPath);
    }

    private ApiResponse version() {
        String version = kubernetesVersion.get();
        int dot = version.indexOf('.');
        JsonObject json = new JsonObject();
        json.addProperty("major", version.substring(0, dot));
        json.addProperty("minor", version.substring(dot + 1));
        json.addProperty("gitVersion", "v" + version + ".0-eks-fake");
        json.addProperty("gitCommit", "");
        json.addProperty("gitTreeState", "clean");
        json.addProperty("buildDate", "1970-01-01T00:00:00Z");
        json.addProperty("goVersion", "");
        json.addProperty("compiler", "");
        json.addProperty("platform", "linux/amd64");
        return ApiResponse.json(200, json);
    }
}
