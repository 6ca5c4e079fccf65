package io.github.accessentries.rbac;

import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import io.github.accessentries.rbac.Telling.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Compares what subjects are given. Many are given the same rules, in places that lie to each other in the same way, and that
 * is compared once; what is found is then told of each by its own places and reasons. For one thread.
 */
final class SharedComparison {

    /** What is found for shapes that were not met for long is forgotten, since it can be found again. */
    private static final int MAX_SHAPES = 256;

    /**
     * What stands for a reason.
     *
     * @param given the number of what gives it
     * @param rule the number of the rule
     */
    private record Ground(int given, int rule) {}

    /**
     * What was found for one part.
     *
     * @param names the names and patterns of its places
     * @param difference what is another there
     * @param isRough whether more may be kept than is told
     */
    private record Found(List<String> names, PermissionDifference<Ground> difference, boolean isRough) {}

    private final Map<PartShape, Found> found = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<PartShape, Found> eldest) {
            return size() > MAX_SHAPES;
        }
    };

    private final Set<String> doubts = new LinkedHashSet<>();

    SubjectComparison compare(Subject subject, List<Given> before, List<Given> after) {
        List<Told> gained = new ArrayList<>();
        List<Told> lost = new ArrayList<>();
        List<Told> kept = new ArrayList<>();
        for (ComparedPart part : ComparedPart.of(thatAllow(before), thatAllow(after))) {
            List<String> names = PartShape.names(part);
            Found same = found.computeIfAbsent(PartShape.of(part, names), shape -> found(names, part));
            if (same.isRough()) {
                addDoubt(subject, part);
            }
            PermissionDifference<Ground> difference = same.difference();
            UnaryOperator<Where> places = places(same.names(), names);
            Telling<Ground> nowadays = new Telling<>(places, reasons(part.after()));
            gained.addAll(nowadays.told(difference.gained()));
            kept.addAll(nowadays.told(difference.kept()));
            lost.addAll(new Telling<>(places, reasons(part.before())).told(difference.lost()));
        }
        return SubjectComparison.builder()
                .subject(subject)
                .gained(Telling.sorted(gained))
                .lost(Telling.sorted(lost))
                .kept(Telling.sorted(kept))
                .build();
    }

    private static List<Given> thatAllow(List<Given> given) {
        return given.stream().filter(each -> !each.rules().isEmpty()).toList();
    }

    /** Why some of what is told as gained or lost may be kept. */
    Set<String> doubts() {
        return doubts;
    }

    private void addDoubt(Subject subject, ComparedPart part) {
        Set<String> grants = new TreeSet<>();
        Stream.concat(part.before().stream(), part.after().stream())
                .filter(Given::hasRulesTooWide)
                .forEach(given -> grants.add(given.grant().inWords()));
        doubts.add(subject + ": the rules of " + String.join(" and of ", grants)
                + " name too many combinations to be compared with all others, so some of what is told as gained or lost may"
                + " be kept; split the role");
    }

    private static Found found(List<String> names, ComparedPart part) {
        if (isTakenApart(part.before()) && isTakenApart(part.after())) {
            PermissionDifference<Ground> difference =
                    PermissionDifference.between(permissions(part.before()), permissions(part.after()));
            return new Found(names, told(difference, part), false);
        }
        WholeRules.Compared<Ground> compared = WholeRules.compare(whole(part.before()), whole(part.after()));
        return new Found(names, told(compared.difference(), part), compared.isRough());
    }

    private static PermissionDifference<Ground> told(PermissionDifference<Ground> difference, ComparedPart part) {
        return part.onlyInNamespaces() ? difference.inNamespaces() : difference;
    }

    private static boolean isTakenApart(List<Given> given) {
        return given.stream().noneMatch(Given::hasRulesTooWide);
    }

    private static WholeRules<Ground> whole(List<Given> given) {
        WholeRules<Ground> all = new WholeRules<>();
        for (int i = 0; i < given.size(); i++) {
            Given from = given.get(i);
            int number = i;
            Given.NumberedRule add = (j, rule) -> all.add(from.where(), rule, new Ground(number, j));
            from.eachRule(add, add);
        }
        return all;
    }

    /** As they are told of the model, that is, reasons of merged rules stand for all of these. */
    private static GrantedPermissions<Ground> permissions(List<Given> given) {
        GrantedPermissions<Ground> all = new GrantedPermissions<>();
        for (int i = 0; i < given.size(); i++) {
            Given from = given.get(i);
            int number = i;
            Given.NumberedRule add = (j, rule) -> all.add(from.where(), rule, List.of(new Ground(number, j)));
            from.eachRule(add, add);
        }
        GrantedPermissions<Ground> merged = new GrantedPermissions<>();
        all.reduced().merged().forEach(each -> merged.add(each.where(), each.rule(), each.reasons()));
        return merged;
    }

    private static UnaryOperator<Where> places(List<String> known, List<String> names) {
        if (known.equals(names)) {
            return UnaryOperator.identity();
        }
        Map<String, String> renamed = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            renamed.put(known.get(i), names.get(i));
        }
        Map<Where, Where> places = new HashMap<>();
        return where -> places.computeIfAbsent(
                where,
                each -> Where.builder()
                        .namespaces(renamed(each.namespaces(), renamed))
                        .except(renamed(each.except(), renamed))
                        .build());
    }

    private static List<String> renamed(List<String> names, Map<String, String> renamed) {
        return names.stream().map(name -> renamed.getOrDefault(name, name)).toList();
    }

    private static Function<List<Ground>, List<Reason>> reasons(List<Given> given) {
        Map<Ground, Reason> reasons = new HashMap<>();
        Map<List<Ground>, List<Reason>> lists = new HashMap<>();
        return grounds -> lists.computeIfAbsent(
                grounds,
                each -> Telling.byText(each.stream()
                        .map(ground -> reasons.computeIfAbsent(ground, key -> reason(key, given)))
                        .toList()));
    }

    private static Reason reason(Ground ground, List<Given> given) {
        Given from = given.get(ground.given());
        return from.reason(from.rules().get(ground.rule()));
    }
}
