package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The variables of a file. One that is not set is one fault of the file, wherever it stands. Not thread-safe. */
final class Variables {

    /** More places would only make the message longer. */
    private static final int MOST_PLACES = 4;

    private static final int MOST_NAMES = 50;

    /** As many as a file may have without them. */
    private static final int MOST_CHARACTERS = DocumentLimits.DESIRED_ACCESS.maxCharacters();

    private final Map<String, String> values;
    private final Map<String, Set<String>> environmentsBySetting;
    private final Set<String> used = new HashSet<>();
    private final Map<String, List<Field>> missing = new LinkedHashMap<>();
    private int characters;

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
        String written = field.text().orElseThrow();
        if (!written.contains("${")) {
            return Optional.of(field.withText(written));
        }
        Placeholders text = new Placeholders(written);
        used.addAll(text.names());
        List<String> unset =
                text.names().stream().filter(name -> !values.containsKey(name)).toList();
        unset.forEach(
                name -> missing.computeIfAbsent(name, each -> new ArrayList<>()).add(field));
        if (!unset.isEmpty()) {
            return Optional.empty();
        }
        String filled = text.filled(values, MOST_CHARACTERS - characters).orElseThrow(() -> tooLong(field));
        characters += filled.length();
        return Optional.of(field.withText(filled));
    }

    private static InvalidDesiredAccessException tooLong(Field field) {
        return new InvalidDesiredAccessException(List.of(Fault.of(
                "",
                field.place(),
                "the variables of the file make more than " + MOST_CHARACTERS
                        + " characters; shorten their values, or use them less often")));
    }

    /**
     * Notes a fault for each variable of the caller that the file neither uses nor sets.
     *
     * @param given the names of the caller's variables
     * @param file where the file begins
     * @param set what the file sets, in any environment
     */
    void tellUnused(Set<String> given, Field file, Set<String> set) {
        Set<String> known = new TreeSet<>(used);
        known.addAll(set);
        given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> file.fault("uses no variable " + PlainText.quoted(name)
                        + ", which the caller gives; leave it out, or correct its name"
                        + Likeness.didYouMean(name, known.stream())));
    }

    /** Notes a fault for each variable that is used but not set, where it is used first. */
    void tellMissing() {
        missing.forEach((name, places) -> places.get(0).fault(reason(name) + otherPlaces(places)));
    }

    private String reason(String name) {
        Set<String> environments = environmentsBySetting.getOrDefault(name, Set.of());
        return "nothing says what " + PlainText.name(name) + " is; "
                + (environments.isEmpty()
                        ? "give a value for it, or add it to the variables; the ones set are [" + setOnes() + "]"
                                + Likeness.didYouMean(name, values.keySet().stream())
                        : "choose an environment that does: " + PlainText.names(environments));
    }

    private String setOnes() {
        List<String> told = values.keySet().stream().limit(MOST_NAMES).toList();
        int more = values.size() - told.size();
        return PlainText.names(told) + (more > 0 ? " and " + more + " more" : "");
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
