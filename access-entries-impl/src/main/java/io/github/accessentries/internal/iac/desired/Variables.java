package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Placeholders;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of a file. One that is not set is one fault of the file, wherever it stands. Not thread-safe. */
final class Variables {

    /** More places would only make the message longer. */
    private static final int MOST_PLACES = 4;

    private final Map<String, String> values;
    private final Map<String, Set<String>> environmentsBySetting;
    private final Map<String, List<Field>> missing = new LinkedHashMap<>();

    /**
     * Variables for all parts of a file.
     *
     * @param values their values, by name
     * @param environmentsBySetting by name, the environments that would set it, if none was chosen
     */
    Variables(Map<String, String> values, Map<String, Set<String>> environmentsBySetting) {
        this.values = values;
        this.environmentsBySetting = environmentsBySetting;
    }

    /** The part of the file with its variables filled in; empty if one of them is not set. */
    Optional<Field> fill(Field part) {
        if (part.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            part.members().forEach((name, member) -> fill(member).ifPresent(filled -> members.put(name, filled)));
            return members.size() == part.members().size() ? Optional.of(part.withMembers(members)) : Optional.empty();
        }
        if (part.isList()) {
            List<Field> items = new ArrayList<>();
            part.items().forEach(item -> fill(item).ifPresent(items::add));
            return items.size() == part.items().size() ? Optional.of(part.withItems(items)) : Optional.empty();
        }
        return part.isText() ? fillText(part) : Optional.of(part);
    }

    private Optional<Field> fillText(Field field) {
        String text = field.text().orElseThrow();
        try {
            return Optional.of(field.withText(Placeholders.WITH_DOLLAR_DOUBLED.fill(text, values)));
        } catch (Unanswered e) {
            Placeholders.WITH_DOLLAR_DOUBLED.names(text).stream()
                    .filter(name -> !values.containsKey(name))
                    .forEach(name -> missing.computeIfAbsent(name, each -> new ArrayList<>())
                            .add(field));
            return Optional.empty();
        }
    }

    /** Notes a fault for each variable that is used but not set, where it is used first. */
    void tellMissing() {
        missing.forEach((name, places) -> places.get(0).fault(reason(name) + otherPlaces(places)));
    }

    private String reason(String name) {
        Set<String> environments = environmentsBySetting.getOrDefault(name, Set.of());
        return "nothing says what " + PlainText.name(name) + " is; "
                + (environments.isEmpty()
                        ? "give a value for it, or add it to the variables; the ones set are ["
                                + PlainText.names(values.keySet()) + "]"
                                + Likeness.didYouMean(name, values.keySet().stream())
                        : "choose an environment that does: " + PlainText.names(environments));
    }

    private static String otherPlaces(List<Field> places) {
        if (places.size() == 1) {
            return "";
        }
        List<String> others =
                places.stream().skip(1).limit(MOST_PLACES).map(Field::place).toList();
        int more = places.size() - 1 - others.size();
        return "; it is used at " + String.join(" and ", others) + (more > 0 ? " and in " + more + " more places" : "")
                + " too";
    }
}
