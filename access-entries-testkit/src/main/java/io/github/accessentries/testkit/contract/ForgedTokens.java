package io.github.accessentries.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tokens that differ from a good one in a single character. Who makes them up keeps to the form, so that each is as long as the good
 * one, and a digit stays a digit: only the signature gives them away.
 */
final class ForgedTokens {

    private static final String PREFIX = "k8s-aws-v1.";
    /** In each, the one after the last is the first. */
    private static final List<String> KINDS =
            List.of("0123456789", "abcdef", "ghijklmnopqrstuvwxyz", "ABCDEF", "GHIJKLMNOPQRSTUVWXYZ");
    /** Within a value as long as a signature; of shorter ones, the first and the last alone. */
    private static final int STEP = 9;

    private ForgedTokens() {}

    /**
     * Forgeries of a token: changed at each quarter and, if it is a signed URL as EKS has it, in every parameter of its query.
     *
     * @return the forged tokens, each with words for where it differs
     */
    static Map<String, String> of(String token) {
        Map<String, String> forged = new LinkedHashMap<>();
        IntStream.of(1, 2, 3)
                .forEach(quarter -> forged.put(
                        "at " + quarter + "/4 of its length", changedInText(token, quarter * token.length() / 4)));
        String url = url(token);
        int at = url.indexOf('?') + 1;
        for (String parameter :
                at == 0 ? List.<String>of() : List.of(url.substring(at).split("&", -1))) {
            int value = parameter.indexOf('=') + 1;
            String where = "in " + parameter.substring(0, Math.max(0, value - 1)) + ", character ";
            for (int place : places(parameter, value)) {
                forged.put(where + (place - value + 1), ofUrl(changed(url, at + place)));
            }
            at += parameter.length() + 1;
        }
        return forged;
    }

    private static String changedInText(String token, int at) {
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'Q' : 'A') + token.substring(at + 1);
    }

    /** The first and the last character that can change, and in long values some between them. */
    private static List<Integer> places(String parameter, int value) {
        List<Integer> able = IntStream.range(value, parameter.length())
                .filter(at -> !isEscaped(parameter, at) && canChange(parameter.charAt(at)))
                .boxed()
                .toList();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < able.size(); i++) {
            if (i == 0 || i == able.size() - 1 || (i % STEP == 0 && able.size() >= 2 * STEP)) {
                places.add(able.get(i));
            }
        }
        return places;
    }

    /** Whether it is one of the two digits after a per cent sign. */
    private static boolean isEscaped(String text, int at) {
        return text.substring(Math.max(0, at - 2), at).indexOf('%') >= 0;
    }

    private static String changed(String url, int at) {
        char old = url.charAt(at);
        String kind = KINDS.stream()
                .filter(each -> each.indexOf(old) >= 0)
                .findFirst()
                .orElseThrow();
        return url.substring(0, at) + kind.charAt((kind.indexOf(old) + 1) % kind.length()) + url.substring(at + 1);
    }

    private static boolean canChange(char letter) {
        return KINDS.stream().anyMatch(kind -> kind.indexOf(letter) >= 0);
    }

    /** The URL that is in a token, empty in one of another kind. */
    private static String url(String token) {
        if (!token.startsWith(PREFIX)) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String ofUrl(String url) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(ISO_8859_1));
    }
}
