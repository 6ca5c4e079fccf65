package io.github.accessentries.migration;

import io.github.accessentries.migration.MappingOutcome.Kind;

/** The reason why no access entry replaces a mapping. */
final class NoEntry extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private NoEntry(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    static NoEntry idle(String reason) {
        return new NoEntry(Kind.IDLE, reason);
    }

    static NoEntry gap(String reason) {
        return new NoEntry(Kind.GAP, reason);
    }

    MappingOutcome outcomeOf(String mapping) {
        return MappingOutcome.builder()
                .mapping(mapping)
                .kind(kind)
                .text(String.valueOf(getMessage()))
                .build();
    }
}
