package io.github.accessentries.report;

import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From which level to which one a comparison takes subjects, where it is another. Remembers what it found; for one thread. */
final class EffectLevels {

    private static final Comparator<Step> HIGHEST_FIRST = Comparator.comparing(
                    (Step step) -> step.gained() ? step.after().level() : Level.NONE)
            .thenComparing(step -> step.before().level())
            .reversed();

    private final Levels levels = new Levels();
    /** Most places have the same. */
    private final Map<List<List<Rule>>, Set<Rule>> together = new HashMap<>();

    private final NavigableSet<String> doubts;

    EffectLevels(ModelComparison comparison) {
        this.doubts = new TreeSet<>(comparison.doubts());
    }

    /** How somebody stands at one place, before and after. */
    record Step(Standing before, Standing after) {

        /** Whether the level is higher than before. */
        boolean gained() {
            return after.level().compareTo(before.level()) > 0;
        }

        boolean reaches(Level level) {
            return before.level().compareTo(level) < 0 && after.level().compareTo(level) >= 0;
        }

        boolean leaves(Level level) {
            return before.level().compareTo(level) >= 0 && after.level().compareTo(level) < 0;
        }

        String inWords() {
            return inWords(before) + " -> " + inWords(after);
        }

        private static String inWords(Standing standing) {
            return standing.level() == Level.NONE && !standing.incomplete() ? "nothing" : standing.toString();
        }
    }

    /**
     * The steps of one subject.
     *
     * @param everywhere the step in the whole cluster, {@code null} if it stands there as before
     * @param elsewhere the namespaces and patterns in which it takes another step, by that
     */
    record Steps(@Nullable Step everywhere, Map<Step, List<String>> elsewhere) {

        Stream<Step> all() {
            return Stream.concat(Stream.ofNullable(everywhere), elsewhere.keySet().stream());
        }

        /** For example {@code edit -> nothing in team-a, team-b}. */
        String inWords() {
            List<String> words = new ArrayList<>();
            if (everywhere != null) {
                words.add(everywhere.inWords() + " everywhere");
            }
            elsewhere.forEach((step, places) -> words.add(step.inWords() + " in " + PlainText.names(places)));
            return words.isEmpty() ? "the same" : String.join("; ", words);
        }
    }

    Steps of(SubjectComparison change) {
        boolean doubted = isDoubted(change);
        // Exceptions of what is lost or gained are what the other model has as well, so that the rule is there as a
        // whole with what is kept.
        PlacedRules kept = new PlacedRules(
                change.kept().all().stream().filter(each -> each.except().isEmpty()));
        PlacedRules lost = new PlacedRules(change.lost().all().stream());
        PlacedRules gained = new PlacedRules(change.gained().all().stream());
        Step everywhere = step(levels.of(rules(lost, kept, null)), levels.of(rules(gained, kept, null)), doubted);
        Map<Step, List<String>> elsewhere = new LinkedHashMap<>();
        for (String place : places(change)) {
            Step there = step(
                    levels.inNamespace(everywhere.before(), rules(lost, kept, place)),
                    levels.inNamespace(everywhere.after(), rules(gained, kept, place)),
                    doubted);
            if (!there.before().equals(there.after()) && !there.equals(everywhere)) {
                elsewhere.computeIfAbsent(there, each -> new ArrayList<>()).add(place);
            }
        }
        // Words may be cut at their end.
        Map<Step, List<String>> ranked = new LinkedHashMap<>();
        elsewhere.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(HIGHEST_FIRST))
                .forEach(each -> ranked.put(each.getKey(), each.getValue()));
        return new Steps(everywhere.before().equals(everywhere.after()) ? null : everywhere, ranked);
    }

    /** Comparing tells what is unknown of a subject after its name. */
    private boolean isDoubted(SubjectComparison change) {
        String start = change.subject() + ": ";
        String doubt = doubts.ceiling(start);
        return doubt != null && doubt.startsWith(start);
    }

    private static Step step(Standing before, Standing after, boolean doubted) {
        return doubted ? new Step(Levels.incomplete(before), Levels.incomplete(after)) : new Step(before, after);
    }

    /** What holds at one place on one of the models. */
    private Set<Rule> rules(PlacedRules only, PlacedRules kept, @Nullable String place) {
        List<List<Rule>> all = new ArrayList<>();
        only.addTo(all, place);
        kept.addTo(all, place);
        return together.computeIfAbsent(
                all, some -> some.stream().flatMap(List::stream).collect(Collectors.toSet()));
    }

    private static Set<String> places(SubjectComparison change) {
        Set<String> places = new TreeSet<>();
        Stream.of(change.gained(), change.lost(), change.kept())
                .flatMap(some -> some.all().stream())
                .flatMap(EffectLevels::wheres)
                .forEach(where -> {
                    if (where.namespaces().size() == 1) {
                        places.addAll(where.namespaces());
                    }
                    places.addAll(where.except());
                });
        return places;
    }

    private static Stream<Where> wheres(Permission permission) {
        return Stream.concat(
                Stream.of(permission.where()), permission.except().stream().map(Permission::where));
    }
}
