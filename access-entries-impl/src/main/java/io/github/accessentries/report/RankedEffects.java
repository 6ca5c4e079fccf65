package io.github.accessentries.report;

import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.SubjectComparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison does to each subject in levels, in the order in which a reviewer has to look at it, since a list may be cut: who
 * becomes an administrator, who ceases to be one, then the others by the level that they gain. Works it out once; safe to share
 * between threads.
 */
final class RankedEffects {

    private static final Comparator<Effect> WEIGHTIEST_FIRST = Comparator.comparing(Effect::firstTurn)
            .thenComparing(Effect::gained, Comparator.reverseOrder())
            .thenComparing(Effect::lost, Comparator.reverseOrder());

    private final ModelComparison comparison;
    private @Nullable List<Effect> all;
    private @Nullable String administrators;

    RankedEffects(ModelComparison comparison) {
        this.comparison = comparison;
    }

    /** How a subject comes to be an administrator, or ceases to be one; the weightiest first. */
    enum Turn {
        BECOMES_CLUSTER_ADMIN("becomes cluster-admin", "become cluster-admin"),
        BECOMES_ADMIN("becomes admin of namespaces", "become admin of namespaces"),
        CEASES_CLUSTER_ADMIN("ceases to be cluster-admin", "cease to be cluster-admin"),
        CEASES_ADMIN("ceases to be admin of namespaces", "cease to be admin of namespaces");

        private final String one;
        private final String many;

        Turn(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    /**
     * What changes for one subject.
     *
     * @param turns those that it takes; empty if it is and was no administrator, or is one as before
     */
    record Effect(SubjectComparison change, EffectLevels.Steps steps, Set<Turn> turns) {

        private int firstTurn() {
            return turns.stream().mapToInt(Turn::ordinal).min().orElse(Turn.values().length);
        }

        private Level gained() {
            return highest(steps.all().filter(step -> step.gained()).map(step -> step.after()));
        }

        private Level lost() {
            return highest(steps.all().filter(step -> !step.gained()).map(step -> step.before()));
        }

        private static Level highest(Stream<Standing> standings) {
            return standings.map(Standing::level).max(Comparator.naturalOrder()).orElse(Level.NONE);
        }
    }

    /** All subjects that gain or lose something. */
    synchronized List<Effect> all() {
        if (all == null) {
            EffectLevels levels = new EffectLevels(comparison);
            all = comparison.changes().stream()
                    .map(change -> effect(change, levels.of(change)))
                    .sorted(WEIGHTIEST_FIRST)
                    .toList();
        }
        return all;
    }

    private static Effect effect(SubjectComparison change, EffectLevels.Steps steps) {
        Set<Turn> turns = EnumSet.noneOf(Turn.class);
        EffectLevels.Step everywhere = steps.everywhere();
        if (everywhere != null && everywhere.reaches(Level.CLUSTER_ADMIN)) {
            turns.add(Turn.BECOMES_CLUSTER_ADMIN);
        } else if (steps.all().anyMatch(step -> step.reaches(Level.ADMIN))) {
            turns.add(Turn.BECOMES_ADMIN);
        }
        if (everywhere != null && everywhere.leaves(Level.CLUSTER_ADMIN)) {
            turns.add(Turn.CEASES_CLUSTER_ADMIN);
        } else if (steps.all().anyMatch(step -> step.leaves(Level.ADMIN))) {
            turns.add(Turn.CEASES_ADMIN);
        }
        return new Effect(change, steps, turns);
    }

    /** For example {@code 1 becomes cluster-admin, 2 cease to be admin of namespaces}; empty if nobody does. */
    synchronized String administrators() {
        if (administrators == null) {
            administrators = administrators(List.of(this));
        }
        return administrators;
    }

    /** The same for several clusters; who becomes an administrator of two of them is counted twice. */
    static String administrators(Collection<RankedEffects> some) {
        List<Turn> turns = some.stream()
                .flatMap(each -> each.all().stream())
                .flatMap(effect -> effect.turns().stream())
                .toList();
        List<String> counts = new ArrayList<>();
        for (Turn turn : Turn.values()) {
            long count = turns.stream().filter(each -> each == turn).count();
            if (count > 0) {
                counts.add(count + " " + (count == 1 ? turn.one : turn.many));
            }
        }
        return String.join(", ", counts);
    }

    /** What {@link #administrators()} says, to be put behind a title. */
    String behindTitle() {
        String administrators = administrators();
        return administrators.isEmpty() ? "" : "; " + administrators;
    }
}
