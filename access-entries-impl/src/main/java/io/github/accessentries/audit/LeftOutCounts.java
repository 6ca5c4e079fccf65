package io.github.accessentries.audit;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what is left out, and keeps the first ones for each reason. Not thread-safe. */
final class LeftOutCounts {

    private static final int MOST_KEPT = 20;

    private static final int MOST_DETAIL = 300;

    private final Consumer<? super LeftOutEvent> listener;
    private final Map<LeftOutReason, Long> counts = new EnumMap<>(LeftOutReason.class);
    private final Map<LeftOutReason, List<LeftOutEvent>> first = new EnumMap<>(LeftOutReason.class);

    LeftOutCounts(Consumer<? super LeftOutEvent> listener) {
        this.listener = listener;
    }

    void add(LeftOutReason reason, String place, String detail) {
        counts.merge(reason, 1L, Long::sum);
        String shown = detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL) + "…";
        LeftOutEvent event = LeftOutEvent.builder()
                .reason(reason)
                .place(place)
                .detail(PlainText.of(shown))
                .build();
        List<LeftOutEvent> kept = first.computeIfAbsent(reason, each -> new ArrayList<>());
        if (reason != LeftOutReason.OTHER_USER && kept.size() < MOST_KEPT) {
            kept.add(event);
        }
        listener.accept(event);
    }

    List<LeftOut> all() {
        return counts.entrySet().stream()
                .map(each -> LeftOut.builder()
                        .reason(each.getKey())
                        .count(each.getValue())
                        .addAllFirst(first.getOrDefault(each.getKey(), List.of()))
                        .build())
                .toList();
    }
}
