package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.PowerGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The paths of one subject: each first step towards full control, and what else is gained. For one thread. */
final class PathSearch {

    private static final Comparator<PowerPath> SHORTEST = Comparator.comparing(PathSearch::isFarFetched)
            .thenComparing(path -> path.steps().size())
            .thenComparing(path -> path.steps().stream()
                    .filter(step -> step.condition().isPresent())
                    .count());

    private final PowerSurvey survey;
    private final PowerGraph graph;
    private final ShortestWays toTop;
    private final PathTeller teller;
    private final Subject subject;
    private final int start;
    private final PowerGains gains;
    /** What is had without a step, each with the edges that show it. */
    private final Map<Integer, List<Edge>> had = new LinkedHashMap<>();

    PathSearch(AccessModel model, PowerSurvey survey, ShortestWays toTop, Subject subject) {
        this.survey = survey;
        this.graph = survey.graph();
        this.toTop = toTop;
        this.teller = new PathTeller(survey);
        this.subject = subject;
        this.start = graph.find(new PowerNode.Who(subject));
        this.gains = new PowerGains(model, survey.holders().of(subject).orElseThrow());
        had.put(start, List.of());
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int node = open.pop();
            for (Edge edge : graph.outOf(node)) {
                if (edge.way() == null && !had.containsKey(edge.to())) {
                    had.put(edge.to(), joined(requireNonNull(had.get(node)), edge));
                    open.add(edge.to());
                }
            }
        }
    }

    List<PowerPath> paths() {
        if (toTop.has(start)) {
            return List.of();
        }
        List<PowerPath> paths = new ArrayList<>(pathsToTop());
        if (paths.stream().noneMatch(PowerPath::isCertain)) {
            addLesser(paths);
        }
        return paths.stream().sorted(SHORTEST).toList();
    }

    private static boolean isFarFetched(PowerPath path) {
        return path.steps().stream()
                .filter(step -> step.kind() == RiskKind.ACCESS_ENTRY_WRITE)
                .anyMatch(step -> step.grounds()
                        .get(0)
                        .reason()
                        .map(PathSearch::namesNoGroup)
                        .orElse(true));
    }

    private static boolean namesNoGroup(Reason reason) {
        if (reason instanceof GrantedByPolicy policy) {
            return policy.rule().apiGroups().contains("*");
        }
        GrantedByBinding binding = PowerGrant.binding(reason);
        return binding == null || binding.rule().apiGroups().contains("*");
    }

    /** What tells first steps apart. */
    private record First(RiskKind kind, PowerTarget reached) {}

    private List<PowerPath> pathsToTop() {
        Map<First, PowerPath> byFirst = new LinkedHashMap<>();
        had.forEach((node, shown) -> {
            for (Edge edge : graph.outOf(node)) {
                if (edge.way() != null && toTop.reaches(edge.to())) {
                    List<Edge> edges = joined(shown, edge);
                    edges.addAll(toTop.path(edge.to()));
                    if (edges.stream().noneMatch(each -> each.to() == start)) {
                        PowerPath path = teller.tell(subject, edges, PowerTarget.CLUSTER, List.of());
                        PowerStep first = path.steps().get(0);
                        byFirst.merge(
                                new First(first.kind(), first.reached()),
                                path,
                                (one, other) -> SHORTEST.compare(one, other) <= 0 ? one : other);
                    }
                }
            }
        });
        return withoutDetours(byFirst.values());
    }

    /** A first step to somebody who has no more than one has already leads nowhere by itself, since one can go on without it. */
    private List<PowerPath> withoutDetours(Collection<PowerPath> paths) {
        List<PowerPath> direct = paths.stream()
                .filter(path -> !(path.steps().get(0).reached() instanceof PowerTarget.Identity identity)
                        || gains(new PowerNode.Who(identity.subject())))
                .toList();
        return direct.isEmpty() ? List.copyOf(paths) : direct;
    }

    /** What is on the way of a path that is told already is not told again. */
    private void addLesser(List<PowerPath> paths) {
        Set<PowerTarget> told = new HashSet<>();
        paths.forEach(path -> path.steps().forEach(step -> told.add(step.reached())));
        List<PowerPath> lesser = new ArrayList<>();
        Map<Integer, Edge> came = new HashMap<>();
        List<Integer> order = reachedFrom(came);
        for (int number : order) {
            PowerNode node = graph.node(number);
            boolean ofMany = node instanceof PowerNode.Secrets || node instanceof PowerNode.Control;
            if (ofMany && !had.containsKey(number) && isMore(node)) {
                lesser.add(teller.tell(subject, Edge.between(start, number, came), PathTeller.target(node), List.of()));
            }
        }
        lesser.forEach(path -> path.steps().forEach(step -> told.add(step.reached())));
        for (int i = order.size() - 1; i >= 0; i--) {
            int number = order.get(i);
            PowerNode node = graph.node(number);
            boolean isOne = node instanceof PowerNode.Who || node instanceof PowerNode.Bound;
            if (isOne && !had.containsKey(number) && !told.contains(PathTeller.target(node)) && gains(node)) {
                PowerPath path =
                        teller.tell(subject, Edge.between(start, number, came), PathTeller.target(node), List.of());
                path.steps().forEach(step -> told.add(step.reached()));
                lesser.add(path);
            }
        }
        paths.addAll(lesser);
    }

    /** Full control of namespaces of which it is had already is nothing new. */
    private boolean isMore(PowerNode node) {
        return !(node instanceof PowerNode.Control control)
                || (!control.where().isClusterWide()
                        && had.keySet().stream()
                                .map(graph::node)
                                .noneMatch(own -> own instanceof PowerNode.Control wider
                                        && CommonPlaces.covers(wider.where(), control.where())));
    }

    private boolean gains(PowerNode node) {
        if (node instanceof PowerNode.Who who) {
            return gains.gainsBy(survey.holders().of(who.subject()));
        }
        if (node instanceof PowerNode.Bound bound) {
            PowerTarget.BoundRole to = bound.role();
            RbacRole role = survey.cluster().role(to.kind(), to.role(), to.where());
            return role != null && gains.gainsBy(role, to.where());
        }
        return false;
    }

    /** All that is reached, the nearest first, with the edge by which each was. */
    private List<Integer> reachedFrom(Map<Integer, Edge> came) {
        Map<Integer, Long> costs = new HashMap<>(Map.of(start, 0L));
        Set<Integer> done = new LinkedHashSet<>();
        PriorityQueue<Reached> open = new PriorityQueue<>(List.of(new Reached(0, start)));
        for (Reached reached = open.poll(); reached != null; reached = open.poll()) {
            if (done.add(reached.node())) {
                for (Edge edge : graph.outOf(reached.node())) {
                    long cost = reached.cost() + edge.cost();
                    Long known = costs.get(edge.to());
                    if (known == null || cost < known) {
                        costs.put(edge.to(), cost);
                        came.put(edge.to(), edge);
                        open.add(new Reached(cost, edge.to()));
                    }
                }
            }
        }
        return List.copyOf(done);
    }

    private static List<Edge> joined(List<Edge> edges, Edge last) {
        List<Edge> joined = new ArrayList<>(edges);
        joined.add(last);
        return joined;
    }
}
