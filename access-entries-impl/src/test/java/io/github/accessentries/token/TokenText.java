package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes tokens by hand, good and bad ones, with a signature that means nothing. Not safe for use by several threads. */
final class TokenText {

    private static final String PREFIX = "k8s-aws-v1.";

    static final String SIGNATURE = "0123456789abcdef".repeat(4);
    static final String SECURITY_TOKEN = "IQoJEXAMPLE%2Ftoken%2Bvalue%3D%3D";
    static final String ACCESS_KEY_ID = "ASIAEXAMPLEEXAMPLE00";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private String beforeQuery = "https://sts.us-west-2.amazonaws.com/";
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String afterQuery = "";

    private TokenText(Instant signedAt) {
        String date = date(signedAt);
        with("Action", "GetCallerIdentity");
        with("Version", "2011-06-15");
        with("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        with("X-Amz-Credential", ACCESS_KEY_ID + "%2F" + date.substring(0, 8) + "%2Fus-west-2%2Fsts%2Faws4_request");
        with("X-Amz-Date", date);
        with("X-Amz-Expires", "60");
        with("X-Amz-Security-Token", SECURITY_TOKEN);
        with("X-Amz-SignedHeaders", "host%3Bx-k8s-aws-id");
        with("X-Amz-Signature", SIGNATURE);
    }

    static TokenText signedAt(Instant signedAt) {
        return new TokenText(signedAt);
    }

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** Everything before the question mark. */
    TokenText at(String beforeQuery) {
        this.beforeQuery = beforeQuery;
        return this;
    }

    /** Sets a parameter; the value is raw, as it will stand in the URL. */
    TokenText with(String name, String rawValue) {
        parameters.put(name, rawValue);
        return this;
    }

    TokenText without(String name) {
        parameters.remove(name);
        return this;
    }

    TokenText endingIn(String text) {
        afterQuery = text;
        return this;
    }

    String url() {
        return beforeQuery + "?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"))
                + afterQuery;
    }

    String token() {
        return encode(url());
    }

    static String decode(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())), UTF_8);
    }

    static String encode(String url) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(UTF_8));
    }
}
