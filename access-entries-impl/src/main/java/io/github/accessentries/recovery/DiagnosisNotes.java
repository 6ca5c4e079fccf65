package io.github.accessentries.recovery;

import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.plan.Unchecked.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one diagnosis has found, looked at and not looked at so far. For one thread. */
final class DiagnosisNotes {

    private final List<Obstacle> obstacles = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final List<Unchecked> unchecked = new ArrayList<>();

    void certain(LockoutCause cause, String text, String step, @Nullable Remedy remedy) {
        add(cause, true, text, step, remedy);
    }

    void possible(LockoutCause cause, String text, String step, @Nullable Remedy remedy) {
        add(cause, false, text, step, remedy);
    }

    void add(LockoutCause cause, boolean certain, String text, String step, @Nullable Remedy remedy) {
        obstacles.add(Obstacle.builder()
                .cause(cause)
                .isCertain(certain)
                .text(text)
                .step(step)
                .remedy(Optional.ofNullable(remedy))
                .build());
    }

    boolean has(LockoutCause cause) {
        return obstacles.stream().anyMatch(obstacle -> obstacle.cause() == cause);
    }

    void looked(String at) {
        checked.add(at);
    }

    void notLooked(Part part, String text) {
        unchecked.add(Unchecked.of(part, text));
    }

    List<Obstacle> obstacles() {
        return obstacles.stream()
                .sorted(Comparator.comparing((Obstacle obstacle) -> !obstacle.isCertain())
                        .thenComparing(Obstacle::cause))
                .toList();
    }

    List<String> checked() {
        return List.copyOf(checked);
    }

    List<Unchecked> unchecked() {
        return List.copyOf(unchecked);
    }
}
