package io.github.accessentries.audit;

import com.google.gson.JsonObject;

/** Takes what a log has, piece by piece, so that none of it need be kept. */
interface EventSink {

    /** Takes an object that may be an audit event. */
    void event(JsonObject event, String place);

    /** Takes note of something that is none, or cannot be read. */
    void leftOut(LeftOutReason reason, String place, String detail);
}
