package io.github.accessentries.report;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan with each kind of change and of all else, whose names would be something else than names if they could. */
final class EveryChange {

    static final String NASTY = "@octocat <img src=x> | `x` [a](b)\u202e\n";

    static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    private static final AccessEntry ENTRY = AccessEntry.builder()
            .cluster("prod")
            .principal(DEV)
            .username(NASTY)
            .addGroups(NASTY)
            .tags(Map.of("a", "b", "z", "untouched"))
            .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-*")))
            .build();

    private EveryChange() {}

    static AccessPlan plan() {
        return plan(changes());
    }

    /** A plan without any of it. */
    static AccessPlan nothing() {
        return AccessPlan.builder()
                .cluster("quiet")
                .desired(DesiredAccess.builder().build())
                .effects(ModelComparison.builder().build())
                .fingerprint("0".repeat(64))
                .build();
    }

    static AccessPlan plan(List<Change> changes) {
        return AccessPlan.builder()
                .cluster("prod")
                .desired(DesiredAccess.builder().build())
                .addSteps(AccessPlan.Step.builder()
                        .phase(Change.Phase.GRANT)
                        .oneByOne(false)
                        .changes(changes)
                        .build())
                .effects(ClusterAccess.builder()
                        .entries(List.of(ENTRY))
                        .build()
                        .compare(ClusterAccess.builder().build()))
                .addFindings(Finding.of(Finding.Kind.NO_ADMINISTRATOR, "Nobody is left"))
                .addFindings(Finding.builder()
                        .kind(Finding.Kind.AWS_AUTH_STILL_USED)
                        .subject(NASTY)
                        .text(NASTY)
                        .build())
                .addNotices(Finding.of(Finding.Kind.PRINCIPAL_GONE, DEV, NASTY))
                .addLeftAlone(NASTY)
                .addUnchecked(Unchecked.of(Unchecked.Part.AWS_AUTH, NASTY))
                .fingerprint("0".repeat(64))
                .build();
    }

    static List<Change> changes() {
        return List.of(
                new Change.Create(
                        DesiredEntry.builder(DEV)
                                .groups("a")
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .build(),
                        NASTY),
                new Change.Update(ENTRY, "dev", Set.of("b"), NASTY),
                new Change.Tag(ENTRY, Map.of("a", "c", "d", "e"), "differs"),
                new Change.Untag(ENTRY, Set.of("a"), "differs"),
                new Change.Associate(DEV, AccessPolicy.VIEW, AccessScope.clusterWide(), "missing"),
                new Change.Rescope(
                        DEV, AccessPolicy.EDIT, AccessScope.namespaces("a"), AccessScope.clusterWide(), "differs"),
                new Change.Disassociate(DEV, AccessPolicy.EDIT, AccessScope.namespaces("a"), "not listed"),
                new Change.Delete(ENTRY, "not listed"),
                new Change.Replace(
                        ENTRY,
                        DesiredEntry.builder(DEV).type(EntryType.EC2_LINUX).build(),
                        "another type"),
                new ObjectChange.Create(role(Map.of(), "get"), "missing"),
                new ObjectChange.Update(role(Map.of(), "get"), role(Map.of("l", NASTY), "list"), "differs"),
                new ObjectChange.Delete(binding("view"), "not listed"),
                new ObjectChange.Replace(binding("view"), binding("edit"), "another role"));
    }

    static RbacObject role(Map<String, String> labels, String verb) {
        return RbacRole.builder()
                .name("reader")
                .rules(List.of(Rule.builder()
                        .addVerbs(verb)
                        .addApiGroups("")
                        .addResources("pods")
                        .build()))
                .labels(labels)
                .build();
    }

    private static RbacBinding binding(String role) {
        return RbacBinding.builder()
                .namespace("team-a")
                .name("dev")
                .roleKind("ClusterRole")
                .role(role)
                .addSubjects(RbacSubject.group(NASTY), RbacSubject.serviceAccount("team-a", "robot"))
                .build();
    }
}
