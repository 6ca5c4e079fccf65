package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.risk.PowerGraph.Edge;
import io.github.accessentries.risk.PowerWay.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a path with its grounds of the edges that were found. */
final class PathTeller {

    private final PowerGraph graph;
    private final PowerHolders holders;
    private final KnownCluster cluster;
    private final AnonymousReach anonymous;

    PathTeller(PowerSurvey survey) {
        this.graph = survey.graph();
        this.holders = survey.holders();
        this.cluster = survey.cluster();
        this.anonymous = survey.anonymous();
    }

    PowerPath tell(Subject subject, List<Edge> edges, PowerTarget target, List<Subject> members) {
        List<PowerStep> steps = new ArrayList<>();
        PowerHolder actor = holders.of(subject).orElseThrow();
        PowerRight held = null;
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            PowerWay way = edge.way();
            if (way == null) {
                held = edge.held() == null ? held : edge.held();
                continue;
            }
            PowerNode to = graph.node(edge.to());
            while (to.isChoice()) {
                i++;
                to = graph.node(edges.get(i).to());
            }
            // Whoever takes on such a group later has credentials.
            String note = steps.isEmpty() ? anonymous.condition(actor.subject()) : "";
            steps.add(step(actor, way, to, held, Conditions.and(way.condition(), note)));
            held = null;
            if (to instanceof PowerNode.Who who) {
                actor = holders.of(who.subject()).orElseThrow();
            }
        }
        return PowerPath.builder()
                .subject(subject)
                .members(members)
                .steps(steps)
                .target(target)
                .holding(held == null ? Optional.empty() : Optional.of(holding(actor, held)))
                .build();
    }

    /** What is reached at a node at which a step can end. */
    static PowerTarget target(PowerNode node) {
        if (node instanceof PowerNode.Who who) {
            return new PowerTarget.Identity(who.subject());
        }
        if (node instanceof PowerNode.Bound bound) {
            return bound.role();
        }
        if (node instanceof PowerNode.Control control) {
            return new PowerTarget.FullControl(control.where());
        }
        if (node instanceof PowerNode.Secrets) {
            return PowerTarget.SECRETS;
        }
        throw new IllegalStateException("No step ends at " + node);
    }

    private PowerStep step(
            PowerHolder actor, PowerWay way, PowerNode to, @Nullable PowerRight held, @Nullable String condition) {
        PowerTarget reached = target(to);
        return PowerStep.builder()
                .kind(way.kind())
                .actor(actor.subject())
                .reached(reached)
                .action(StepWords.action(way, reached))
                .condition(Optional.ofNullable(condition))
                .grounds(way.needs().stream()
                        .map(need -> ground(actor, way, need, to, held))
                        .toList())
                .build();
    }

    private PowerGround ground(PowerHolder actor, PowerWay way, Need need, PowerNode to, @Nullable PowerRight held) {
        PowerRight right = need.rights().get(0);
        AccessRequest request = right.request();
        String namespace = request.namespace().orElse(namespace(right, way, need, to));
        String name = request.name().isPresent() || !AskedNames.isNamed(request) ? null : name(right, need, way, to);
        AccessRequest placed = namespace == null ? request : request.inNamespace(namespace);
        PowerRight granted = right.grant() == PowerSurvey.REACHED && held != null ? held : right;
        return PowerGround.builder()
                .reason(actor.reasonFor(granted, Optional.ofNullable(namespace)))
                .request(name == null || name.isBlank() ? placed : placed.named(name))
                .where(granted.where())
                .build();
    }

    private @Nullable String namespace(PowerRight right, PowerWay way, Need need, PowerNode to) {
        if (to instanceof PowerNode.Who who
                && who.subject() instanceof Subject.ServiceAccount account
                && way.kind() != RiskKind.VOLUME_CREATE
                && isOfTheAccount(right)) {
            return account.namespace();
        }
        Where where = need.where().isClusterWide() ? right.where() : need.where();
        return where.isClusterWide() ? null : cluster.sample(where);
    }

    /** Whether the right is used in the namespace of the account that is reached by it. */
    private static boolean isOfTheAccount(PowerRight right) {
        RiskKind kind = right.kind();
        if (kind == null) {
            return false;
        }
        return switch (kind) {
            case POD_CREATE, POD_EXEC, TOKEN_CREATE, TOKEN_SECRET, SECRETS_READ, FULL_CONTROL -> true;
            case IMPERSONATE -> right.isFor("serviceaccounts");
            default -> false;
        };
    }

    /** The object that is asked about: whom one becomes, where the right names identities. */
    private static @Nullable String name(PowerRight right, Need need, PowerWay way, PowerNode to) {
        if (need.name() != null) {
            return need.name();
        }
        if (to instanceof PowerNode.Who who
                && (way.kind() == RiskKind.TOKEN_CREATE || way.kind() == RiskKind.IMPERSONATE)) {
            Subject subject = who.subject();
            if (subject instanceof Subject.ServiceAccount account
                    && right.holdsFor(account.account())
                    && !right.isFor("users")) {
                return account.account();
            }
            if ((subject instanceof Subject.User && right.isFor("users"))
                    || (subject instanceof Subject.Group && right.isFor("groups"))) {
                return subject.name();
            }
        }
        return right.holdsForAll()
                ? null
                : right.names().stream().sorted().findFirst().orElse(null);
    }

    private PowerGround holding(PowerHolder actor, PowerRight held) {
        Optional<String> namespace =
                held.where().isClusterWide() ? Optional.empty() : Optional.of(cluster.sample(held.where()));
        return PowerGround.builder()
                .reason(actor.reasonFor(held, namespace))
                .request(namespace.map(held.request()::inNamespace).orElse(held.request()))
                .where(held.where())
                .build();
    }
}
