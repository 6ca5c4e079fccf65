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
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The decoded query of a token's URL. Each parameter occurs only once, whatever its letter case, so that STS and the
 * verifier can never read two different values (CVE-2022-2385).
 */
final class PresignedQuery {

    private static final int HEXADECIMAL = 16;

    private final Map<String, String> inOrder = new LinkedHashMap<>();
    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);
    private final Set<String> unknownNames = new HashSet<>(0);

    private PresignedQuery() {}

    static PresignedQuery parse(String rawQuery, UrlForm form) throws RefusedToken {
        if (!form.admitsAsQuery(rawQuery) || hasBrokenEscape(rawQuery)) {
            throw malformed("a broken escape or a character that is not allowed there");
        }
        PresignedQuery query = new PresignedQuery();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
            if (!pair.isEmpty() || !form.admitsEmptyParameters()) {
                query.add(pair);
            }
        }
        if (!query.unknownNames.isEmpty()) {
            throw new RefusedToken(
                    RejectionReason.UNKNOWN_PARAMETER,
                    "the URL has a parameter that tokens cannot have; the allowed ones are "
                            + List.of(Parameter.values()));
        }
        return query;
    }

    private static boolean hasBrokenEscape(String rawQuery) {
        for (int percent = rawQuery.indexOf('%'); percent >= 0; percent = rawQuery.indexOf('%', percent + 1)) {
            if (percent + 2 >= rawQuery.length()
                    || Character.digit(rawQuery.charAt(percent + 1), HEXADECIMAL) < 0
                    || Character.digit(rawQuery.charAt(percent + 2), HEXADECIMAL) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Unknown names are checked last, as in the reference: a repeated name is the worse fault. */
    private void add(String pair) throws RefusedToken {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (name.isEmpty()) {
            throw malformed("a parameter without a name");
        }
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        Optional<Parameter> known = Parameter.named(name);
        boolean twice = known.isPresent()
                ? values.put(known.get(), value) != null
                : !unknownNames.add(Parameter.lowerCase(name));
        if (twice) {
            throw new RefusedToken(
                    RejectionReason.DUPLICATE_PARAMETER,
                    known.map(Parameter::toString).orElse("a parameter") + " occurs in the URL twice");
        }
        inOrder.put(name, value);
    }

    private static String decode(String text) {
        // Most have nothing to decode, and the decoder copies character by character.
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, ISO_8859_1);
    }

    Optional<String> value(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** The parameters in order, under their canonical names. */
    Map<String, String> parameters() {
        return inOrder;
    }

    /** Writes the parameters again in order: byte for byte what signers emit. */
    void writeTo(SdkHttpRequest.Builder request) {
        inOrder.forEach(request::putRawQueryParameter);
    }

    private static RefusedToken malformed(String fault) {
        return new RefusedToken(RejectionReason.MALFORMED_QUERY, "the query of the URL has " + fault);
    }
}
