package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.testkit.internal.wire.record.CloudTrailJson;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.util.List;

/**
 * The calls of a fake as CloudTrail would deliver them, to test what reads its files:
 *
 * <pre>{@code
 * AccessTimeline timeline = TrailReader.create()
 *         .text("calls", FakeCloudTrail.file(eks.calls()))
 *         .timeline();
 * }</pre>
 *
 * <p>The fake knows neither the programs nor the addresses of its callers, so {@code userAgent}, {@code sourceIPAddress} and what
 * tells of a second factor are absent. Times are cut to seconds, as CloudTrail does; let a test's clock go on between changes
 * whose order matters.
 */
public final class FakeCloudTrail {

    private FakeCloudTrail() {}

    /**
     * A file with records.
     *
     * @param calls the calls, {@link FakeEks#calls()} for example
     * @return the text <code>{"Records": […]}</code>, with the calls in their order
     */
    @CheckReturnValue
    public static String file(List<RecordedCall> calls) {
        JsonArray records = new JsonArray();
        requireNonNull(calls, "calls").forEach(call -> records.add(CloudTrailJson.of(call)));
        JsonObject file = new JsonObject();
        file.add("Records", records);
        return file.toString();
    }

    /**
     * One record.
     *
     * @param call the call
     * @return its JSON, on one line
     */
    @CheckReturnValue
    public static String record(RecordedCall call) {
        return CloudTrailJson.of(requireNonNull(call, "call")).toString();
    }
}
