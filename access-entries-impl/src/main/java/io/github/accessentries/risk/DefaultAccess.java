package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.policy.RuleSet;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Kubernetes and EKS bind in every new cluster. Names prove nothing, so binding, role and subject have to be those of a default,
 * and what the role allows, too: by its rules where they are published as data, rule by rule, so that a role that somebody has added to
 * is quiet for what it always had; otherwise by the kinds of risks that the controller is known to need.
 *
 * <p>Where AWS does not publish the rules, and only EKS gives out the name of the user or group, anything but full control is taken to be
 * meant: whoever else gets that name is told of anyway. Immutable.
 */
final class DefaultAccess {

    private static final String RBAC = "kubernetes-default-rbac.yaml";
    private static final String MANAGED = "managed-bindings.txt";
    private static final String NONE = "-";
    private static final DefaultAccess INSTANCE = new DefaultAccess();

    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<BoundRole, RuleSet> byRules = new HashMap<>();
    private final Map<BoundRole, Set<RiskKind>> byKinds = new HashMap<>();

    private DefaultAccess() {
        RbacObjects objects = RbacObjects.parse(text(RBAC));
        if (!objects.faults().isEmpty()) {
            throw new IllegalStateException(RBAC + " of this library cannot be read: " + objects.faults());
        }
        for (RbacRole role : objects.roles()) {
            rules.put(role.name(), role.rules());
        }
        objects.bindings()
                .forEach(binding -> binding.subjects()
                        .forEach(subject -> byRules.put(
                                BoundRole.of(binding, subject),
                                RuleSet.of(rules.getOrDefault(binding.role(), List.of())))));
        text(MANAGED)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> addManaged(line.split(" ", -1)));
    }

    static DefaultAccess known() {
        return INSTANCE;
    }

    private static String text(String file) {
        try (InputStream in = requireNonNull(DefaultAccess.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private void addManaged(String[] line) {
        if (line[0].equals("controller")) {
            String name = "system:controller:" + line[1];
            byKinds.put(
                    new BoundRole(
                            null,
                            name,
                            RbacBinding.CLUSTER_ROLE,
                            name,
                            "ServiceAccount",
                            line[1] + "/" + KnownCluster.KUBE_SYSTEM),
                    kinds(line[2]));
            return;
        }
        String[] role = line[2].split("=", 2);
        for (String each : line[3].split(",", -1)) {
            String[] subject = each.split("=", 2);
            byKinds.put(
                    new BoundRole(
                            line[0].equals(NONE) ? null : line[0], line[1], role[0], role[1], subject[0], subject[1]),
                    kinds(line[4]));
        }
    }

    private static Set<RiskKind> kinds(String ids) {
        if (ids.equals("limited")) {
            return EnumSet.complementOf(EnumSet.of(RiskKind.FULL_CONTROL));
        }
        Set<RiskKind> kinds = EnumSet.noneOf(RiskKind.class);
        for (String id : ids.equals(NONE) ? new String[0] : ids.split(",", -1)) {
            kinds.add(Arrays.stream(RiskKind.values())
                    .filter(kind -> kind.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(MANAGED + " has the unknown kind " + id)));
        }
        return kinds;
    }

    /** Whether a default binding gives a role of this name to this subject, whatever the rules are. */
    boolean has(GrantedByBinding reason) {
        BoundRole bound = BoundRole.of(reason);
        return byRules.containsKey(bound) || byKinds.containsKey(bound);
    }

    /** Whether it is by default that a rule is given, as far as a kind of risk goes. */
    boolean gives(GrantedByBinding reason, RiskKind kind) {
        BoundRole bound = BoundRole.of(reason);
        RuleSet exact = byRules.get(bound);
        return exact != null
                ? exact.covers(List.of(reason.rule()))
                : byKinds.getOrDefault(bound, Set.of()).contains(kind);
    }

    /** The rules of a ClusterRole of Kubernetes, empty for others. */
    Optional<List<Rule>> rulesOf(String clusterRole) {
        return Optional.ofNullable(rules.get(clusterRole));
    }
}
