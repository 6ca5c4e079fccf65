package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.PowerGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is doubted about those whom steps lead to: whoever can become somebody has what that one may have beyond what is known. */
final class DoubtfulReach {

    private final AccessModel model;
    private final PowerSurvey survey;
    private final PowerGraph graph;
    private final PathTeller teller;
    /** What is doubted about everybody alike is no reason to become somebody else. */
    private final Set<String> ofEverybody;
    /** By the number of the node. */
    private final Map<Integer, List<String>> doubtful = new LinkedHashMap<>();

    DoubtfulReach(AccessModel model, PowerSurvey survey) {
        this.model = model;
        this.survey = survey;
        this.graph = survey.graph();
        this.teller = new PathTeller(survey);
        this.ofEverybody = Set.copyOf(model.doubtsAbout(BuiltIn.AUTHENTICATED));
        for (int number = 0; number < graph.size(); number++) {
            if (graph.node(number) instanceof PowerNode.Who who) {
                List<String> doubts = model.doubtsAbout(who.subject()).stream()
                        .filter(doubt -> !ofEverybody.contains(doubt))
                        .toList();
                if (!doubts.isEmpty()) {
                    doubtful.put(number, doubts);
                }
            }
        }
    }

    /** What is doubted about whomever somebody can reach, each with the step that reaches them. */
    List<String> from(Subject subject) {
        PowerNode who = new PowerNode.Who(subject);
        if (doubtful.isEmpty()
                || !graph.has(who)
                || survey.holders().of(subject).isEmpty()) {
            return List.of();
        }
        int start = graph.find(who);
        Map<Integer, Edge> came = new HashMap<>();
        Set<Integer> seen = new LinkedHashSet<>(Set.of(start));
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        Set<String> told = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>(model.doubtsAbout(subject));
        while (!open.isEmpty()) {
            int node = open.pop();
            if (node != start && doubtful.containsKey(node)) {
                told.addAll(ofStep(subject, Edge.between(start, node, came), node, own));
            }
            for (Edge edge : graph.outOf(node)) {
                if (seen.add(edge.to())) {
                    came.put(edge.to(), edge);
                    open.add(edge.to());
                }
            }
        }
        return List.copyOf(told);
    }

    /** The same for many, the members of a group once, and each only with the nearest of whom something is doubted. */
    List<String> from(Collection<Subject> subjects) {
        if (doubtful.isEmpty()) {
            return List.of();
        }
        ShortestWays ways = new ShortestWays(graph, doubtful.keySet());
        Set<Subject> reaching = new LinkedHashSet<>();
        for (Subject subject : subjects) {
            if (ways.takesSteps(graph.find(new PowerNode.Who(subject)))) {
                reaching.add(subject);
            }
        }
        List<String> told = new ArrayList<>();
        for (PowerPath path : new PathsOfMany(survey, ways).to(PowerTarget.CLUSTER, reaching)) {
            PowerStep last = path.steps().get(path.steps().size() - 1);
            if (last.reached() instanceof PowerTarget.Identity identity) {
                List<String> doubts =
                        doubtful.getOrDefault(graph.find(new PowerNode.Who(identity.subject())), List.of());
                doubts.forEach(doubt -> told.add(sentence(path.subject(), last, doubt)));
            }
        }
        return told;
    }

    private List<String> ofStep(Subject subject, List<Edge> edges, int node, Set<String> own) {
        if (edges.stream().allMatch(edge -> edge.way() == null)) {
            return List.of();
        }
        List<PowerStep> steps = teller.tell(subject, edges, PathTeller.target(graph.node(node)), List.of())
                .steps();
        PowerStep last = steps.get(steps.size() - 1);
        return requireNonNull(doubtful.get(node)).stream()
                .filter(doubt -> !own.contains(doubt))
                .map(doubt -> sentence(subject, last, doubt))
                .toList();
    }

    private static String sentence(Subject subject, PowerStep last, String doubt) {
        return last.sentence() + ", about which it is doubtful what else it may do: " + doubt
                + (last.actor().equals(subject) ? "" : " (" + subject + " can become " + last.actor() + ")");
    }
}
