package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.accessentries.authn.RejectionReason;
import java.net.URLDecoder;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The query of a token's URL, decoded. Each parameter stands in it once, whatever its letter case, so that STS and the
 * verifier can never read two different values (CVE-2022-2385).
 */
final class PresignedQuery {

    /** What may not stand in a query: a broken escape, or a character that is none of a query's by RFC 3986, or ";". */
    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,:=@/?%-]");

    private final Map<String, String> inOrder = new LinkedHashMap<>();
    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);

    private PresignedQuery() {}

    static PresignedQuery parse(String rawQuery) throws RefusedToken {
        if (MALFORMED.matcher(rawQuery).find()) {
            throw malformed("a broken escape or a character that may not stand there");
        }
        PresignedQuery query = new PresignedQuery();
        Set<String> names = new HashSet<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty()) {
                throw malformed("a parameter without a name");
            }
            if (!names.add(Parameter.lowerCase(name))) {
                throw duplicate(Parameter.named(name));
            }
            query.inOrder.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        query.identifyParameters();
        return query;
    }

    /** Comes after the search for duplicates, as in the reference: a name that stands there twice is the worse fault. */
    private void identifyParameters() throws RefusedToken {
        for (Map.Entry<String, String> parameter : inOrder.entrySet()) {
            Parameter known = Parameter.named(parameter.getKey())
                    .orElseThrow(() -> new RefusedToken(
                            RejectionReason.UNKNOWN_PARAMETER,
                            "the URL has a parameter that such tokens do not have; they have "
                                    + List.of(Parameter.values())));
            values.put(known, parameter.getValue());
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, ISO_8859_1);
    }

    Optional<String> value(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** Writes the parameters anew, in their order: for what signers emit, byte for byte the same. */
    void writeTo(SdkHttpRequest.Builder request) {
        inOrder.forEach(request::putRawQueryParameter);
    }

    private static RefusedToken malformed(String fault) {
        return new RefusedToken(RejectionReason.MALFORMED_QUERY, "the query of the URL has " + fault);
    }

    private static RefusedToken duplicate(Optional<Parameter> parameter) {
        return new RefusedToken(
                RejectionReason.DUPLICATE_PARAMETER,
                parameter.map(Parameter::toString).orElse("a parameter") + " stands in the URL twice");
    }
}
