package io.github.accessentries.internal.command;

import io.github.accessentries.plan.Unchecked;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** By which options somebody has checked what a result says was not. */
final class UncheckedRemarks {

    private UncheckedRemarks() {}

    static void print(Collection<Unchecked> unchecked, Terminal terminal, PrintWriter err) {
        List<Unchecked.Part> parts = unchecked.stream().map(Unchecked::part).toList();
        if (!terminal.isInteractive()) {
            return;
        }
        if (parts.contains(Unchecked.Part.RBAC) || parts.contains(Unchecked.Part.AWS_AUTH)) {
            err.println("With --both-halves, RBAC and aws-auth are checked as well.");
        }
        if (parts.contains(Unchecked.Part.IAM)) {
            err.println("With --iam, IAM is asked as well.");
        }
    }
}
