package io.github.accessentries.iac;

import io.github.accessentries.plan.Ownership;
import java.util.List;

/** What a tool that owns only what it made itself cannot say. */
final class Ownerships {

    private Ownerships() {}

    static List<Omission> omittedBy(String tool, Ownership ownership) {
        return ownership.equals(Ownership.ONLY_LISTED)
                ? List.of()
                : List.of(Omission.builder()
                        .place("ownership of " + ownership)
                        .reason(tool + " owns only what it made itself, so it leaves other entries as they are")
                        .build());
    }
}
