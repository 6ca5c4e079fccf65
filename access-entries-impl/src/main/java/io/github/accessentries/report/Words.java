package io.github.accessentries.report;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The wording that all report formats share. */
final class Words {

    private Words() {}

    static String bindingOf(GrantedByBinding binding) {
        return binding.bindingNamespace() == null
                ? "ClusterRoleBinding " + binding.binding()
                : "RoleBinding " + binding.bindingNamespace() + "/" + binding.binding();
    }

    /** No name in it reads as two, or as a part of the words. */
    static String place(Where where) {
        return place(where, PlainText::name);
    }

    /** For programs, which take a name as it is. */
    static String exactPlace(Where where) {
        return place(where, name -> name);
    }

    private static String place(Where where, UnaryOperator<String> name) {
        if (where.isClusterWide() && where.except().contains("*")) {
            return "outside of namespaces";
        }
        String place = where.isClusterWide()
                ? "everywhere"
                : where.namespaces().stream().map(name).collect(Collectors.joining(" and "));
        return where.except().isEmpty()
                ? place
                : where.except().stream().map(name).collect(Collectors.joining(", ", place + " except ", ""));
    }

    static String places(List<Where> places) {
        return places.stream().map(Words::place).collect(Collectors.joining(", "));
    }

    static String kind(Subject subject) {
        return subject instanceof Subject.ServiceAccount
                ? "service account"
                : subject.kind().toLowerCase(Locale.ROOT);
    }

    /** The namespaces in which somebody stands otherwise than everywhere, those with the same standing together. */
    static String elsewhere(ReportRow row) {
        Map<Standing, List<String>> byStanding = new LinkedHashMap<>();
        row.elsewhere()
                .forEach((namespace, standing) -> byStanding
                        .computeIfAbsent(standing, each -> new ArrayList<>())
                        .add(namespace));
        List<String> parts = new ArrayList<>();
        byStanding.forEach((standing, namespaces) -> parts.add(standing + " in " + PlainText.names(namespaces)));
        return String.join("; ", parts);
    }

    /** What the signs of a standing mean. */
    static String legend() {
        return "Levels: none, custom (something, but not all of view), view, edit, admin, cluster-admin;"
                + " + and more than the level has; ? incomplete: perhaps more than is known.";
    }

    /** All that is unknown: about anybody first, then about single subjects. */
    static List<String> doubts(AccessReport report) {
        List<String> all = new ArrayList<>(report.doubts());
        report.rows().forEach(row -> row.doubts().forEach(doubt -> all.add(row.subject() + ": " + doubt)));
        return all;
    }

    /** How much a report has. */
    static String counts(AccessReport report) {
        long principals = report.rows().stream()
                .filter(row -> row.subject() instanceof Subject.Principal)
                .count();
        long incomplete =
                report.rows().stream().filter(row -> !row.doubts().isEmpty()).count();
        return Counted.of(principals, "principal") + ", "
                + Counted.of(report.rows().size() - principals, "other subject") + ", "
                + Counted.of(report.namespaces().size(), "namespace") + ", "
                + Counted.of(report.risks().size(), "finding")
                + (incomplete == 0 ? "" : ", " + incomplete + " incomplete")
                + (report.doubts().isEmpty()
                        ? ""
                        : ", " + Counted.of(report.doubts().size(), "doubt") + " about all of it");
    }
}
