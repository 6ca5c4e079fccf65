package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two models subject by subject. */
final class Comparison {

    private final AccessModel earlier;
    private final AccessModel later;

    Comparison(AccessModel earlier, AccessModel later) {
        this.earlier = earlier;
        this.later = later;
    }

    ModelComparison run() {
        List<SubjectComparison> changes = new ArrayList<>();
        List<Subject> unchanged = new ArrayList<>();
        pairs().forEach((subject, before) -> {
            SubjectComparison comparison = isGivenTheSame(before, subject)
                    ? null
                    : compare(subject, earlier.permissionsOf(before), later.permissionsOf(subject));
            if (comparison == null || comparison.isUnchanged()) {
                unchanged.add(subject);
            } else {
                changes.add(comparison);
            }
        });
        return new ModelComparison(changes, unchanged);
    }

    /** Most are, and that is quick to see. */
    private boolean isGivenTheSame(Subject before, Subject after) {
        return earlier instanceof ClusterModel one
                && later instanceof ClusterModel other
                && piecesOf(one, before).equals(piecesOf(other, after));
    }

    private static Set<ClusterModel.Piece> piecesOf(ClusterModel model, Subject subject) {
        return model.userOf(subject).map(model::piecesOf).orElse(Set.of());
    }

    /**
     * The subjects of both, as the later model knows them, with how the earlier one knows them. Only roles can differ, in the
     * path, which {@code aws-auth} does not have.
     */
    private Map<Subject, Subject> pairs() {
        Map<String, Subject> before = byKey(earlier.subjects());
        Map<String, Subject> after = byKey(later.subjects());
        Map<Subject, Subject> pairs = new TreeMap<>();
        after.forEach((key, subject) -> pairs.put(subject, before.getOrDefault(key, subject)));
        before.forEach((key, subject) -> {
            if (!after.containsKey(key)) {
                pairs.put(subject, subject);
            }
        });
        // Roles that differ only in path share a key; each is compared with itself.
        for (List<Subject> subjects : List.of(earlier.subjects(), later.subjects())) {
            for (Subject subject : new TreeSet<>(subjects)) {
                pairs.putIfAbsent(subject, subject);
            }
        }
        return pairs;
    }

    private static Map<String, Subject> byKey(List<Subject> subjects) {
        Map<String, Subject> keys = new LinkedHashMap<>();
        subjects.forEach(subject -> keys.put(
                subject instanceof Subject.Principal principal ? ArnKey.of(principal.arn()) : subject.toString(),
                subject));
        return keys;
    }

    private static SubjectComparison compare(Subject subject, Permissions before, Permissions after) {
        PermissionSet old = PermissionSet.of(before);
        PermissionSet now = PermissionSet.of(after);
        return new SubjectComparison(
                subject,
                now.minus(old),
                old.minus(now),
                Permissions.of(now.intersection(old).reduced().merged(List.of()), List.of()));
    }
}
