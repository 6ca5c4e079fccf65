package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the shortest paths of many, those of the members of a group once. */
final class PathsOfMany {

    /** Whose members are not in the group of all others. */
    private static final Subject UNAUTHENTICATED = new Subject.Group(BuiltIn.UNAUTHENTICATED);

    private final PowerSurvey survey;
    private final ShortestWays ways;
    private final PathTeller teller;

    PathsOfMany(PowerSurvey survey, ShortestWays ways) {
        this.survey = survey;
        this.ways = ways;
        this.teller = new PathTeller(survey);
    }

    private int number(Subject subject) {
        return survey.graph().find(new PowerNode.Who(subject));
    }

    /** Who has what is no longer than the way of a group that it is in, is told with it. */
    List<PowerPath> to(PowerTarget target, Set<Subject> of) {
        Map<Subject, Set<Subject>> members = new HashMap<>();
        for (Subject subject : of) {
            if (ways.takesSteps(number(subject))) {
                Set<Subject> groups = groups(subject, of);
                if (groups.isEmpty()) {
                    members.computeIfAbsent(subject, each -> new LinkedHashSet<>());
                } else {
                    groups.stream()
                            .filter(group -> !BuiltIn.isWide(group.name()))
                            .forEach(group -> members.computeIfAbsent(group, each -> new LinkedHashSet<>())
                                    .add(subject));
                }
            }
        }
        return members.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Subject, Set<Subject>>>comparingLong(
                                each -> ways.cost(number(each.getKey())))
                        .thenComparing(Map.Entry::getKey))
                .map(each -> teller.tell(
                        each.getKey(), ways.path(number(each.getKey())), target, List.copyOf(each.getValue())))
                .toList();
    }

    /** The groups and the user name by which somebody has a way as short; if everybody has it, only that. */
    private Set<Subject> groups(Subject subject, Set<Subject> of) {
        Set<Subject> groups = new HashSet<>();
        survey.holders().of(subject).ifPresent(holder -> {
            holder.user().groups().forEach(name -> groups.add(new Subject.Group(name)));
            groups.add(new Subject.User(holder.user().username()));
        });
        if (!subject.equals(UNAUTHENTICATED)) {
            groups.add(BuiltIn.AUTHENTICATED);
        }
        groups.remove(subject);
        groups.removeIf(group -> !of.contains(group)
                || !ways.takesSteps(number(group))
                || ways.cost(number(group)) > ways.cost(number(subject)));
        boolean everybody = groups.stream().anyMatch(group -> BuiltIn.isWide(group.name()));
        if (everybody) {
            groups.removeIf(group -> !BuiltIn.isWide(group.name()));
        }
        return groups;
    }
}
