package io.github.accessentries.internal.command;

import io.github.accessentries.plan.ApplyReport.Outcome;
import java.io.PrintWriter;
import java.util.concurrent.locks.ReentrantLock;

/** A line for each change as it is made, for the person who waits; none for a pipe, which gets the report. Thread-safe. */
final class Progress {

    private final Terminal terminal;
    private final PrintWriter err;
    private final int all;
    private final ReentrantLock lock = new ReentrantLock();
    private int told;

    Progress(Terminal terminal, PrintWriter err, int all) {
        this.terminal = terminal;
        this.err = err;
        this.all = all;
    }

    void tell(Outcome outcome) {
        if (!terminal.isInteractive()) {
            return;
        }
        lock.lock();
        try {
            told++;
            err.println("[" + told + "/" + all + "] " + outcome);
            err.flush();
        } finally {
            lock.unlock();
        }
    }
}
