package io.github.accessentries.iac;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the access that a document describes, entry by entry; gives no result if the document has a fault. */
final class Gathering {

    private final Document document;
    private final Map<String, Map<String, DesiredEntry>> clusters = new LinkedHashMap<>();
    private final List<Omission> omissions = new ArrayList<>();

    Gathering(Document document) {
        this.document = document;
    }

    void add(String cluster, EntryDraft draft) {
        draft.toEntry().ifPresent(entry -> {
            Map<String, DesiredEntry> entries = clusters.computeIfAbsent(cluster, each -> new LinkedHashMap<>());
            PrincipalArn principal = entry.principal();
            DesiredEntry other = entries.putIfAbsent(principal.uniqueName(), entry);
            if (other != null) {
                draft.principal()
                        .at()
                        .fault(
                                other.principal().equals(principal)
                                        ? principal + " is listed more than once; a principal has one access entry, so"
                                                + " list everything in that"
                                        : principal + " is listed, and so is " + other.principal() + "; IAM has no two"
                                                + " names in an account that differ only in path or letter case, so list"
                                                + " the one that exists");
            }
        });
    }

    void omit(Field at, String reason) {
        omissions.add(Omission.builder().place(at.place()).reason(reason).build());
    }

    Imported finish() {
        refuseFaults(document);
        Map<String, DesiredAccess> access = new LinkedHashMap<>();
        clusters.forEach((cluster, entries) -> access.put(
                cluster, DesiredAccess.builder().entries(entries.values()).build()));
        return Imported.builder().clusters(access).omissions(omissions).build();
    }

    static void refuseFaults(Document document) {
        List<Fault> faults = document.faults();
        if (!faults.isEmpty()) {
            throw new InvalidDesiredAccessException(faults);
        }
    }
}
