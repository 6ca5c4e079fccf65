package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.plan.ApplyReport;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What a command that a signal ends says of what it did. */
class CancellationTest {

    private static Cancellation requested() {
        Cancellation cancellation = Cancellation.ofThisThread();
        cancellation.request();
        assertThat(Thread.interrupted()).as("nothing is being changed").isTrue();
        return cancellation;
    }

    private static ApplyReport stoppedBy(RuntimeException by) {
        return ApplyReport.builder().cluster("prod").stoppedBy(by).build();
    }

    @Test
    void reportOfAllThatWasToBeDone_isNotStopped_butOneOfAnotherFaultIs() {
        Cancellation cancellation = requested();
        CancellationException end = new CancellationException("Ctrl-C or SIGTERM");
        IllegalStateException other = new IllegalStateException("the look after the last change failed");

        assertThat(cancellation.settled(stoppedBy(end)).stoppedBy()).isEmpty();
        assertThat(cancellation.settled(stoppedBy(other)).stoppedBy()).contains(other);
        end.addSuppressed(other);
        assertThat(cancellation.settled(stoppedBy(end)).stoppedBy()).contains(end);
    }

    @Test
    void workThatASignalLeftUndone_isInterrupted_notFailed() {
        assertThat(ExitCodes.of(false, requested())).isEqualTo(ExitCodes.INTERRUPTED);
        assertThat(ExitCodes.of(true, requested())).isEqualTo(ExitCodes.DONE);
        assertThat(ExitCodes.of(false, Cancellation.ofThisThread())).isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void check_endsTheWorkOnlyOnRequest() {
        Cancellation.ofThisThread().check();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(requested()::check);
    }
}
