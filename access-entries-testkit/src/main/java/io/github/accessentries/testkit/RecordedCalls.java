package io.github.accessentries.testkit;

import io.github.accessentries.testkit.trail.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A selection of a fake's calls, to be narrowed down and shown. */
record RecordedCalls(List<RecordedCall> all) {

    private static final int MOST_SHOWN = 20;

    RecordedCalls where(Predicate<RecordedCall> condition) {
        return new RecordedCalls(all.stream().filter(condition).toList());
    }

    RecordedCalls of(String operation) {
        return where(call -> call.eventName().equals(operation));
    }

    /** The calls of one life of a principal: another one under the same ARN has another id. */
    RecordedCalls by(FakePrincipal principal) {
        return where(call -> call.userIdentity().issuerId().equals(principal.principalId()));
    }

    /** The calls whose operation does something else to the same kind of thing. */
    RecordedCalls akinTo(String operation) {
        String thing = thing(operation);
        return where(call ->
                !call.eventName().equals(operation) && thing(call.eventName()).equals(thing));
    }

    /** What an operation is about: its name without the verb, in the singular. */
    private static String thing(String operation) {
        return operation
                .replaceFirst("^[A-Z][a-z]+(Associated)?", "")
                .replaceFirst("ies$", "y")
                .replaceFirst("s$", "");
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int count() {
        return all.size();
    }

    String counts() {
        Map<String, Long> counts = all.stream()
                .collect(Collectors.groupingBy(RecordedCall::eventName, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + times(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** One line per call; only the latest if there are too many. */
    String lines() {
        int hidden = Math.max(0, all.size() - MOST_SHOWN);
        String shown = all.stream()
                .skip(hidden)
                .map(call -> String.format("%n  %s %s", call.eventTime(), call))
                .collect(Collectors.joining());
        return hidden == 0 ? shown : String.format("%n  (%d earlier ones)%s", hidden, shown);
    }
}
