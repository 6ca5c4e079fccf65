package io.github.accessentries.audit;

import java.io.Serial;

/** An audit event lacks what every event has, or has it in another form. The message names the member, not its value. */
final class UnreadableEvent extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableEvent(String problem) {
        super(problem);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
