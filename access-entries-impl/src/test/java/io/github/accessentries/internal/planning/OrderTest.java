package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static io.github.accessentries.internal.planning.PlannedCluster.entry;
import static io.github.accessentries.internal.planning.PlannedCluster.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.planning.PlanContext;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In which order the changes of a plan are made, and which of them one by one. */
class OrderTest {

    private static final PrincipalArn CALLER = PrincipalArn.role("111122223333", "caller");
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn NEW_ADMIN = PrincipalArn.role("111122223333", "new-admin");
    private static final PrincipalArn OLD = PrincipalArn.role("111122223333", "old");
    private static final PrincipalArn OLD_ADMIN = PrincipalArn.role("111122223333", "old-admin");

    private final PlannedCluster cluster = new PlannedCluster();

    private List<String> steps(AccessPlan plan) {
        return plan.steps().stream()
                .map(step -> step.phase()
                        + (step.oneByOne() ? " one by one: " : ": ")
                        + step.changes().stream()
                                .map(change -> change.verb() + " "
                                        + ((EntryChange) change).principal().name())
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    private AccessPlan byCaller(DesiredEntry.Builder... desired) {
        return cluster.entries(PlanContext.builder().caller(CALLER.toString())).plan(only(desired));
    }

    @Test
    void grants_beginWithAdministrators_andEndWithTheCaller_beforeAnythingIsTaken() {
        cluster.calls.put(entry(OLD).build());
        cluster.calls.put(entry(CALLER).build());

        AccessPlan plan = byCaller(
                DesiredEntry.builder(CALLER).username("name-of-caller").groups("x"),
                DesiredEntry.builder(DEV),
                administrator(NEW_ADMIN));

        assertThat(steps(plan))
                .containsExactly(
                        "GRANT one by one: create new-admin, associate new-admin",
                        "GRANT: create dev",
                        "GRANT one by one: update caller",
                        "REMOVE: delete old");
    }

    @Test
    void removals_leaveAdministratorsForLater_andTheCallerForLast() {
        cluster.with(ADMIN).with(CALLER).with(OLD_ADMIN);
        cluster.calls.put(entry(OLD).build());

        assertThat(steps(byCaller(administrator(ADMIN))))
                .containsExactly(
                        "REMOVE: delete old",
                        "REMOVE one by one: delete old-admin",
                        "REMOVE one by one: delete caller");
    }

    @Test
    void replacements_standBetweenGrantsAndRemovals() {
        cluster.with(ADMIN);
        cluster.calls.put(entry(OLD).build());
        cluster.calls.put(entry(DEV).type(EntryType.EC2_LINUX).build());

        AccessPlan plan = byCaller(
                administrator(ADMIN),
                DesiredEntry.builder(DEV),
                DesiredEntry.builder(CALLER).allow(AccessPolicy.VIEW).clusterWide());

        assertThat(steps(plan))
                .containsExactly(
                        "GRANT one by one: create caller, associate caller",
                        "REPLACE: replace dev",
                        "REMOVE: delete old");
    }
}
