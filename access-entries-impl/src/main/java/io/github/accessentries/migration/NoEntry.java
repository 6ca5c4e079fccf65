package io.github.accessentries.migration;

import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.Finding;

/** The reason why no access entry is to be made for a mapping. */
final class NoEntry extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Finding.Kind danger;

    private NoEntry(Kind kind, Finding.Kind danger, String reason) {
        super(reason);
        this.kind = kind;
        this.danger = danger;
    }

    static NoEntry idle(String reason) {
        return new NoEntry(Kind.IDLE, Finding.Kind.AWS_AUTH_STILL_USED, reason);
    }

    static NoEntry gap(String reason) {
        return new NoEntry(Kind.GAP, Finding.Kind.AWS_AUTH_STILL_USED, reason);
    }

    /** The principal has an entry, which hides the mapping and gives less. */
    static NoEntry hidden(String reason) {
        return new NoEntry(Kind.GAP, Finding.Kind.AWS_AUTH_HIDDEN, reason);
    }

    MappingOutcome outcomeOf(String mapping) {
        return MappingOutcome.builder()
                .mapping(mapping)
                .kind(kind)
                .danger(danger)
                .text(String.valueOf(getMessage()))
                .build();
    }
}
