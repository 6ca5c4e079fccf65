package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.text.FailureText;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessPlan.Step;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.IncompleteApplyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one plan. A step begins only when every change of the step before it is done. Whatever happens, there is
 * a report of each change; used once.
 */
final class Applying {

    private final ChangeMaker maker;
    private final ApplyOptions options;
    private final AccessPlan plan;
    private final Map<Change, Outcome> made = Collections.synchronizedMap(new IdentityHashMap<>());
    private final UnavailableException interruption;
    private final AtomicReference<@Nullable RuntimeException> stop = new AtomicReference<>();

    Applying(ChangeMaker maker, ApplyOptions options, AccessPlan plan) {
        this.maker = maker;
        this.options = options;
        this.plan = plan;
        this.interruption = new UnavailableException(
                "Applying the plan to cluster " + plan.cluster() + " was interrupted",
                ErrorContext.builder().cluster(plan.cluster()).build(),
                null);
    }

    ApplyReport apply() {
        try {
            for (Step step : plan.steps()) {
                if (firstFailure().isEmpty() && !isStopped()) {
                    run(step);
                }
            }
        } catch (Error e) {
            e.addSuppressed(new IncompleteApplyException(report()));
            throw e;
        }
        return report();
    }

    private void run(Step step) {
        if (step.oneByOne()) {
            inTurn(step.changes());
            return;
        }
        List<List<Change>> byTarget = List.copyOf(step.changes().stream()
                .collect(Collectors.groupingBy(Change::target, LinkedHashMap::new, Collectors.toList()))
                .values());
        try {
            List<Boolean> unused = InParallel.of(byTarget, this::inTurn, options.parallelism());
        } catch (UnavailableException interrupted) {
            stop.compareAndSet(null, interruption);
        }
    }

    /** One after the other, as long as none fails and nothing stops the work. */
    private boolean inTurn(List<Change> changes) {
        for (Change change : changes) {
            if (isStopped() || make(change) == Status.FAILED) {
                return false;
            }
        }
        return true;
    }

    private boolean isStopped() {
        if (Thread.currentThread().isInterrupted()) {
            stop.compareAndSet(null, interruption);
        }
        return stop.get() != null;
    }

    private Status make(Change change) {
        // Until it is known better.
        made.put(change, outcome(change, Status.FAILED, "it is unknown whether it was made"));
        Outcome outcome;
        try {
            outcome = outcome(change, change.match(maker), "");
        } catch (AccessEntriesException e) {
            outcome = outcome(change, Status.FAILED, e.getMessage() + whatRemains(change));
        } catch (RuntimeException e) {
            outcome = outcome(change, Status.FAILED, "it is unknown whether it was made: " + e + whatWas(change));
        }
        made.put(change, outcome);
        tell(outcome);
        return outcome.status();
    }

    private void tell(Outcome outcome) {
        try {
            options.listener().changed(outcome);
        } catch (RuntimeException e) {
            stop.compareAndSet(null, e);
        }
    }

    /** A new entry whose policy is refused stays, and hides what {@code aws-auth} gave its principal. */
    private String whatRemains(Change failed) {
        return failed instanceof Change.Associate associate
                        && plan.changes().stream()
                                .filter(change -> change instanceof Change.Create
                                        && change.target().equals(failed.target()))
                                .map(made::get)
                                .anyMatch(outcome -> outcome != null && outcome.status() == Status.DONE)
                ? Remains.ofNewEntry(associate.policy())
                : "";
    }

    /** The entry itself may be all that there is to tell what it was. */
    private static String whatWas(Change failed) {
        return failed instanceof Change.Replace replace ? Remains.ofUnknown(replace.after()) : "";
    }

    private Outcome outcome(Change change, Status status, String detail) {
        return Outcome.builder()
                .cluster(plan.cluster())
                .change(change)
                .status(status)
                .detail(detail)
                .build();
    }

    /** Whether the work went on to its end, so that an interrupt had nothing to stop; a listener that throws then is told all the same. */
    private boolean isMade() {
        return plan.changes().stream()
                .map(made::get)
                .allMatch(outcome -> outcome != null && outcome.status() != Status.FAILED);
    }

    private Optional<Change> firstFailure() {
        return plan.changes().stream()
                .filter(change -> {
                    Outcome outcome = made.get(change);
                    return outcome != null && outcome.status() == Status.FAILED;
                })
                .findFirst();
    }

    private ApplyReport report() {
        Optional<RuntimeException> stopped =
                Optional.ofNullable(stop.get()).filter(by -> by != interruption || !isMade());
        Optional<Change> failed = firstFailure();
        List<Outcome> outcomes = new ArrayList<>();
        for (Change change : plan.changes()) {
            Outcome outcome = made.get(change);
            outcomes.add(
                    outcome != null ? outcome : outcome(change, Status.NOT_TRIED, whyNot(change, failed, stopped)));
        }
        return ApplyReport.builder()
                .cluster(plan.cluster())
                .outcomes(outcomes)
                .stoppedBy(stopped)
                .build();
    }

    /** A failure of the same target says most; then the first of all. */
    private String whyNot(Change change, Optional<Change> failed, Optional<RuntimeException> stopped) {
        Optional<Change> before = plan.changes().stream()
                .filter(other -> other.target().equals(change.target()))
                .filter(other -> {
                    Outcome outcome = made.get(other);
                    return outcome != null && outcome.status() == Status.FAILED;
                })
                .findFirst()
                .or(() -> stopped.isPresent() ? Optional.empty() : failed);
        return before.map(other -> "not tried, because this failed before it: " + other.verb() + " " + other.target())
                .or(() -> stopped.map(e -> "not tried, because the work was stopped before it: " + FailureText.of(e)))
                .orElse("not tried");
    }
}
