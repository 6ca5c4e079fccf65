package io.github.accessentries.testkit.internal.kubernetes.body;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import io.github.accessentries.testkit.internal.kubernetes.table.Tables;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Finds out how each request wants to be shown objects.
 *
 * @param columns how tables show kinds
 * @param clock the time from which ages are counted
 */
public record Presenters(Function<ResourceType, List<Column>> columns, Clock clock) {

    /** How a request wants it. */
    public Presenter of(ApiRequest request, ResourceType type) {
        return new Presenter(
                type,
                AnswerForm.of(request),
                columns.apply(type),
                Tables.Include.of(request.query().first("includeObject")),
                clock);
    }
}
