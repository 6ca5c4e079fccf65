package io.github.accessentries.internal.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessPlan.Step;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the steps of one plan. A step begins only when every change of the step before it is done. */
final class Applying {

    private final ChangeMaker maker;
    private final ApplyOptions options;

    Applying(ChangeMaker maker, ApplyOptions options) {
        this.maker = maker;
        this.options = options;
    }

    ApplyReport apply(AccessPlan plan) {
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Change> failed = Optional.empty();
        for (Step step : plan.steps()) {
            List<Outcome> made = failed.isPresent() ? notTried(step.changes(), failed.get()) : step(step);
            outcomes.addAll(made);
            failed = failed.or(() -> failure(made));
        }
        return ApplyReport.builder().cluster(plan.cluster()).outcomes(outcomes).build();
    }

    private List<Outcome> step(Step step) {
        List<List<Change>> byPrincipal = List.copyOf(step.changes().stream()
                .collect(Collectors.groupingBy(Change::principal, LinkedHashMap::new, Collectors.toList()))
                .values());
        List<List<Outcome>> outcomes = step.oneByOne()
                ? List.of(inTurn(step.changes()))
                : InParallel.of(byPrincipal, this::inTurn, options.parallelism());
        return inOrder(step.changes(), outcomes);
    }

    /** One after the other, as long as none fails. */
    private List<Outcome> inTurn(List<Change> changes) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Outcome outcome = make(changes.get(i));
            outcomes.add(outcome);
            if (outcome.status() == Status.FAILED) {
                outcomes.addAll(notTried(changes.subList(i + 1, changes.size()), outcome.change()));
                break;
            }
        }
        return outcomes;
    }

    private Outcome make(Change change) {
        Outcome outcome;
        try {
            outcome = Outcome.of(change, change.match(maker), "");
        } catch (AccessEntriesException e) {
            outcome = Outcome.of(change, Status.FAILED, String.valueOf(e.getMessage()));
        }
        options.listener().changed(outcome);
        return outcome;
    }

    private static List<Outcome> notTried(List<Change> changes, Change failed) {
        return changes.stream()
                .map(change -> Outcome.of(
                        change,
                        Status.NOT_TRIED,
                        "not tried, because this failed before it: " + failed.verb() + " " + failed.principal()))
                .toList();
    }

    private static Optional<Change> failure(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .map(Outcome::change)
                .findFirst();
    }

    private static List<Outcome> inOrder(List<Change> changes, List<List<Outcome>> outcomes) {
        Map<Change, Outcome> byChange =
                outcomes.stream().flatMap(List::stream).collect(Collectors.toMap(Outcome::change, Function.identity()));
        return changes.stream()
                .map(change -> requireNonNull(byChange.get(change)))
                .toList();
    }
}
