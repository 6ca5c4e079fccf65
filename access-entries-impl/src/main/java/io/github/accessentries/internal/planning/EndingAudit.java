package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList;
import java.util.List;

/** The lines of the audit log that tell of access for a while, beside those of the calls that give and take it. */
final class EndingAudit {

    private EndingAudit() {}

    /** What was granted by a term just now, as the tags of the entry tell it. */
    static void granted(AccessEntry entry, Term term) {
        TemporaryAccessList.of(List.of(entry), term.since()).grants().stream()
                .filter(access -> access.since().equals(term.since()))
                .forEach(access -> write("granted access for a while", entry.cluster(), access));
    }

    static void ended(String cluster, TemporaryAccess access) {
        write("ended access", cluster, access);
    }

    private static void write(String event, String cluster, TemporaryAccess access) {
        AuditLog.standard()
                .write(() -> AuditLine.of(event)
                        .value("principal", access.principal().toString())
                        .value("cluster", cluster)
                        .quoted("what", access.what())
                        .value("until", access.until().toString())
                        .quoted("reason", access.reason().orElse(""))
                        .quoted("requested-by", access.requestedBy().orElse("")));
    }
}
