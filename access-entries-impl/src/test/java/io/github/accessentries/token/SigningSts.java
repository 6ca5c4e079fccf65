package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An STS that knows one secret and works out by hand which signature the request that came should have: whatever the
 * request says, only a signature made for exactly that is good.
 */
final class SigningSts {

    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final String SIGNATURE = "X-Amz-Signature";

    private SigningSts() {}

    static StubSts create() {
        return new StubSts(request -> answer(request.http()));
    }

    private static HttpExecuteResponse answer(SdkHttpRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>(request.rawQueryParameters());
        List<String> signature = parameters.remove(SIGNATURE);
        return List.of(signature(request, parameters)).equals(signature)
                ? StubSts.response(200, StubSts.ALICE)
                : StubSts.response(403, StubSts.error("SignatureDoesNotMatch", "no"));
    }

    private static String signature(SdkHttpRequest request, Map<String, List<String>> parameters) {
        String canonical = request.method() + "\n" + request.encodedPath() + "\n"
                + parameters.entrySet().stream()
                        .map(parameter ->
                                encode(parameter.getKey()) + "=" + encode(String.join(",", parameter.getValue())))
                        .collect(Collectors.joining("&"))
                + "\nhost:" + request.host() + "\nx-k8s-aws-id:"
                + request.firstMatchingHeader("x-k8s-aws-id").orElse("") + "\n\n"
                + first(parameters, "X-Amz-SignedHeaders") + "\n" + sha256("");
        String credential = first(parameters, "X-Amz-Credential");
        String scope = credential.substring(credential.indexOf('/') + 1);
        byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of()
                .formatHex(hmac(
                        key,
                        first(parameters, "X-Amz-Algorithm") + "\n" + first(parameters, "X-Amz-Date") + "\n" + scope
                                + "\n" + sha256(canonical)));
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).get(0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
