package io.github.accessentries.internal.audit;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where it is written down who changed what, who was let in as whom, and what was decided: one line at level INFO for each.
 * Nothing else writes to this log. Thread-safe.
 */
public final class AuditLog {

    /** The name of the logger that audit lines go to. */
    public static final String LOGGER = "io.github.accessentries.audit";

    private final Logger logger;

    private AuditLog(Logger logger) {
        this.logger = logger;
    }

    /**
     * The audit log of the application.
     *
     * @return a log that writes to the logger {@value #LOGGER}
     */
    public static AuditLog standard() {
        return to(LoggerFactory.getLogger(LOGGER));
    }

    /**
     * An audit log that writes elsewhere.
     *
     * @param logger takes the lines
     * @return the log
     */
    public static AuditLog to(Logger logger) {
        return new AuditLog(logger);
    }

    /**
     * Writes a line, unless the application switched the log off.
     *
     * @param line makes the line
     */
    public void write(Supplier<AuditLine> line) {
        if (logger.isInfoEnabled()) {
            logger.info("{}", line.get());
        }
    }
}
