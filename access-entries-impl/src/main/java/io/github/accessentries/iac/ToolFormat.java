package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The format of one tool.
 *
 * @param reader takes a document and the values of its placeholders
 * @param writer takes the name of a cluster and its desired access
 */
record ToolFormat(
        BiFunction<String, Map<String, String>, Carried> reader, BiFunction<String, DesiredAccess, Rendered> writer)
        implements AccessFormat {

    @Override
    public Imported read(String text, Map<String, String> values) {
        requireNonNull(text, "text");
        requireNonNull(values, "values");
        Carried carried = reader.apply(text, Map.copyOf(values));
        return Imported.builder()
                .clusters(carried.clusters())
                .omissions(omissions(carried.leftBehind()))
                .build();
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        requireNonNull(cluster, "cluster");
        requireNonNull(access, "access");
        Rendered rendered = writer.apply(cluster, access);
        return Exported.builder()
                .text(rendered.text())
                .companions(rendered.companions())
                .omissions(omissions(rendered.leftBehind()))
                .build();
    }

    private static List<Omission> omissions(List<LeftBehind> leftBehind) {
        return leftBehind.stream()
                .map(left -> Omission.builder()
                        .place(left.place())
                        .reason(left.reason())
                        .build())
                .toList();
    }
}
