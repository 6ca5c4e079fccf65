package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what the model does not know, so that nothing is taken for harmless only because it was not understood. */
final class UnknownRisks {

    private final AccessModel model;
    private final BuiltIn builtIn;

    UnknownRisks(AccessModel model, BuiltIn builtIn) {
        this.model = model;
        this.builtIn = builtIn;
    }

    List<Risk> find() {
        Map<String, List<Subject>> bySource = new LinkedHashMap<>();
        model.doubts().forEach(doubt -> bySource.put(doubt, new ArrayList<>(List.of(BuiltIn.AUTHENTICATED))));
        for (Subject subject : model.subjects()) {
            model.doubtsAbout(subject)
                    .forEach(doubt -> bySource.computeIfAbsent(doubt, each -> new ArrayList<>())
                            .add(subject));
        }
        List<Risk> risks = new ArrayList<>();
        bySource.forEach((doubt, subjects) -> risks.add(risk(doubt, subjects)));
        return risks;
    }

    private Risk risk(String doubt, List<Subject> subjects) {
        String whom = subjects.size() == 1 ? subjects.get(0).toString() : subjects.size() + " subjects";
        return Risk.builder()
                .kind(RiskKind.INCOMPLETE)
                .severity(
                        subjects.stream().allMatch(builtIn::isOfNodes)
                                ? Severity.INFO
                                : RiskKind.INCOMPLETE.severity(true))
                .source(doubt)
                .summary("The access of " + whom + " " + RiskKind.INCOMPLETE.effect() + ": " + doubt)
                .exposures(subjects.stream()
                        .map(subject -> Exposure.builder()
                                .subject(subject)
                                .places(List.of(Where.cluster()))
                                .ground(doubt)
                                .shownBy(null)
                                .build())
                        .toList())
                .build();
    }
}
