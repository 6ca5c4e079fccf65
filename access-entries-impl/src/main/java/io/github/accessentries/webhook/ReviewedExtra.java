package io.github.accessentries.webhook;

import io.github.accessentries.authn.KubernetesUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The extra keys of a reviewed user, as far as they tell whose access policies to ask. Where they are odd, nobody's are: it is
 * better to miss an allowance than to give that of another.
 *
 * @param extra the keys for the authorizer
 * @param whyNoPolicies why it will not ask access policies, if it will not
 */
record ReviewedExtra(Map<String, List<String>> extra, Optional<String> whyNoPolicies) {

    private static final String KEY = KubernetesUser.CANONICAL_ARN;

    /** Reads the keys; those in lower case are taken too if the handler was told so. */
    static ReviewedExtra of(Map<String, List<String>> given, boolean takesLowerCase) {
        List<String> spellings =
                given.keySet().stream().filter(KEY::equalsIgnoreCase).toList();
        if (spellings.isEmpty()) {
            return without(spellings, given, "the review has no extra key " + KEY + ", which names an IAM principal");
        }
        if (spellings.size() > 1) {
            return without(spellings, given, "the review has the extra key " + KEY + " in more than one spelling");
        }
        String key = spellings.get(0);
        int values = given.getOrDefault(key, List.of()).size();
        if (values != 1) {
            return without(
                    spellings,
                    given,
                    "the extra key " + KEY + " of the review has " + values + " values instead of one");
        }
        if (key.equals(KEY)) {
            return new ReviewedExtra(given, Optional.empty());
        }
        return takesLowerCase && key.equals(KEY.toLowerCase(Locale.ROOT))
                ? new ReviewedExtra(renamed(given), Optional.empty())
                : without(
                        spellings,
                        given,
                        "the review has the extra key " + KEY
                                + " in another spelling, as it has for impersonated users");
    }

    private static ReviewedExtra without(List<String> spellings, Map<String, List<String>> given, String reason) {
        Map<String, List<String>> rest = new LinkedHashMap<>(given);
        rest.keySet().removeAll(spellings);
        return new ReviewedExtra(rest, Optional.of("access policies were not asked, since " + reason));
    }

    /** The two keys that matter, as the authenticator spells them. */
    private static Map<String, List<String>> renamed(Map<String, List<String>> given) {
        Map<String, List<String>> renamed = new LinkedHashMap<>(given);
        for (String key : List.of(KubernetesUser.CANONICAL_ARN, KubernetesUser.PRINCIPAL_ID)) {
            List<String> values = renamed.remove(key.toLowerCase(Locale.ROOT));
            if (values != null) {
                renamed.putIfAbsent(key, values);
            }
        }
        return renamed;
    }
}
