package io.github.accessentries.report;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was planned, done or found out, for {@link ResultReport} to hand on. Names from outside are escaped by each form. */
interface Result {

    /** {@return what it is, as the JSON says it} */
    String kind();

    /** {@return the cluster's name, {@code null} for a fleet} */
    @Nullable
    String cluster();

    /**
     * Writes it for programs.
     *
     * @param json the object, which has the members that all results share
     */
    void addTo(JsonObject json);

    /**
     * Writes it for people.
     *
     * @param time when it was
     * @param page where to write
     */
    void addTo(Instant time, ResultPage page);

    /** {@return it for spreadsheets} */
    CsvTable table();
}
