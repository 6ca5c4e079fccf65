package io.github.accessentries.internal.command;

import io.github.accessentries.plan.ApplyReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit code of any command means. */
enum ExitCodes {
    /** For scripts. */
    DONE(0, "done, and nothing is left to do"),
    /** So are arguments that make no sense: a misspelt option must never look like a plan with changes. */
    FAILED(1, "an error, a refusal, invalid arguments, or something that was not done"),
    /** As Terraform's {@code -detailed-exitcode} has it. */
    DIFFERENT(2, "plan, drift: there are changes; diagnose: something certainly keeps out; migrate: mappings are left"),
    /** What was not read is never taken for absent, so this must not look like the end of a question. */
    OPEN(3, "drift: in sync as far as was compared; aws-auth counts, and was not; diagnose: only what is possible"),
    /** As the JVM has it for SIGINT. */
    INTERRUPTED(130, "ended by Ctrl-C; by SIGTERM, it is 143");

    private final int code;
    private final String meaning;

    ExitCodes(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** That of an apply, which may have been ended before its time. */
    static ExitCodes of(ApplyReport report, Cancellation cancellation) {
        return of(report.isComplete() && report.stoppedBy().isEmpty(), cancellation);
    }

    /** That of a change, which may have been ended before its time. */
    static ExitCodes of(boolean isComplete, Cancellation cancellation) {
        if (isComplete) {
            return DONE;
        }
        return cancellation.isRequested() ? INTERRUPTED : FAILED;
    }

    int code() {
        return code;
    }

    /** The meanings by code, for help texts. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCodes each : values()) {
            table.put(String.valueOf(each.code), each.meaning);
        }
        return table;
    }
}
