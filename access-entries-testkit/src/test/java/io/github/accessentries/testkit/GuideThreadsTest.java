package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guides' example of work on another thread, interrupted in the middle of a plan. */
@ExtendWith(FakeEksExtension.class)
@Timeout(60)
class GuideThreadsTest {

    private final List<ApplyReport> shown = new ArrayList<>();

    private void show(ApplyReport report) {
        shown.add(report);
    }

    @Test
    void interrupted_tellsWhatWasDone(FakeEks eks) throws Exception {
        AccessEntries prod = eks.createCluster("prod").accessEntries();
        AccessPlan plan = prod.plan(DesiredAccess.builder()
                .entry(entry(eks, "dev"))
                .entry(entry(eks, "ops"))
                .build());
        CountDownLatch cancelled = new CountDownLatch(1);
        eks.faults().before("AssociateAccessPolicy", () -> {
            cancelled.countDown();
            untilInterrupted();
        });
        // snippet: threads
        CompletableFuture<ApplyReport> report = new CompletableFuture<>();
        Thread work = new Thread(() -> report.completeAsync(() -> prod.apply(plan), Runnable::run)); // or a virtual one
        work.start();

        cancelled.await(); // whatever tells that it is not wanted any more
        work.interrupt(); // cancelling the future would end nothing
        show(report.join()); // what was done, what failed, and what was not tried
        // end

        ApplyReport told = shown.get(0);
        assertThat(told.isComplete()).isFalse();
        assertThat(told.with(Status.DONE)).isNotEmpty();
        assertThat(told.with(Status.NOT_TRIED).size() + told.with(Status.FAILED).size())
                .isPositive();
        prod.apply(prod.plan(DesiredAccess.builder()
                        .entry(entry(eks, "dev"))
                        .entry(entry(eks, "ops"))
                        .build()))
                .orThrow();
    }

    private static DesiredEntry entry(FakeEks eks, String role) {
        PrincipalArn arn = eks.iam().role(role).arn();
        return DesiredEntry.builder(arn).allow(AccessPolicy.VIEW).clusterWide().build();
    }

    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
