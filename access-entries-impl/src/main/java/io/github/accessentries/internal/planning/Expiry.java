package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes away what is over, one entry after the other, whatever happens to the others. Used once. */
final class Expiry {

    private final ClusterView view;
    private final EntryChanges entryChanges;
    private final AccessTime time;
    private final SignOff signOff;
    private final ExpiryReport.Builder report;

    Expiry(ClusterView view, EntryChanges entryChanges, AccessTime time, SignOff signOff) {
        this.view = view;
        this.entryChanges = entryChanges;
        this.time = time;
        this.signOff = signOff;
        this.report = ExpiryReport.builder().cluster(view.cluster());
    }

    ExpiryReport expire() {
        List<AccessEntry> entries = view.entries();
        Instant now = time.now(entries);
        TemporaryAccessList found = TemporaryAccessList.of(entries, now);
        Map<PrincipalArn, List<TemporaryAccess>> over = found.grants().stream()
                .filter(TemporaryAccess::expired)
                .collect(Collectors.groupingBy(
                        TemporaryAccess::principal, LinkedHashMap::new, Collectors.toUnmodifiableList()));
        over.forEach((principal, access) -> end(principal, access, now));
        return report.faults(found.faults()).build();
    }

    private void end(PrincipalArn principal, List<TemporaryAccess> over, Instant now) {
        if (Thread.currentThread().isInterrupted()) {
            remains(principal, over, List.of(), "not tried, because the work was interrupted; expire again");
            return;
        }
        try {
            boolean changed = entryChanges
                    .fulfil(new ExpiryWish(principal, time, now), signOff)
                    .changed();
            report.addAllEnded(over);
            if (changed) {
                over.forEach(access -> EndingAudit.ended(view.cluster(), access));
            }
        } catch (UnsafePlanException e) {
            remains(
                    principal,
                    over,
                    e.findings(),
                    "review these findings, and sign them off by name if it is to end: " + e.findings());
        } catch (AccessEntriesException e) {
            remains(principal, over, List.of(), e.getMessage() + "; expire again");
        }
    }

    private void remains(PrincipalArn principal, List<TemporaryAccess> over, List<Finding> findings, String text) {
        report.addRemaining(ExpiryReport.Remaining.builder()
                .principal(principal)
                .access(over)
                .findings(findings)
                .text(text)
                .build());
    }
}
