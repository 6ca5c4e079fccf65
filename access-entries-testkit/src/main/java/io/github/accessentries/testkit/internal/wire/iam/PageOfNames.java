package io.github.accessentries.testkit.internal.wire.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.query.Form;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which part of a list somebody wants. A marker is the last name of the page before, so that what comes and goes meanwhile
 * moves nothing else.
 *
 * @param after the last name of the page before, empty for the first page
 * @param most how many
 */
record PageOfNames(String after, int most) {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    static PageOfNames of(Form form) {
        int most = form.number("MaxItems").orElse(DEFAULT);
        if (most < 1 || most > MOST) {
            throw invalid("Value '" + most + "' at 'maxItems' failed to satisfy constraint: Member must have value "
                    + (most < 1 ? "greater than or equal to 1" : "less than or equal to " + MOST));
        }
        return new PageOfNames(form.text("Marker").map(PageOfNames::name).orElse(""), most);
    }

    private static String name(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("Invalid Marker.");
        }
    }

    private static ServiceFault invalid(String message) {
        return new ServiceFault("ValidationError", 400, message, Map.of());
    }

    /** The page of a sorted list. */
    <T> QueryAnswer answer(String member, List<T> all, Function<T, String> name, Function<T, ?> item) {
        List<T> rest = all.stream()
                .filter(each -> name.apply(each).compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        boolean truncated = rest.size() > most;
        List<T> page = truncated ? rest.subList(0, most) : rest;
        QueryAnswer answer =
                new QueryAnswer().with(member, page.stream().map(item).toList()).with("IsTruncated", truncated);
        if (truncated) {
            String last = name.apply(page.get(most - 1));
            answer.with("Marker", Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8)));
        }
        return answer;
    }
}
