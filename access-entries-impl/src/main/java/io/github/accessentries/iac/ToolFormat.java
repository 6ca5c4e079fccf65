package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.plan.DesiredAccess;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The format of one tool.
 *
 * @param name what people call it
 * @param reader takes a document and the values of its placeholders
 * @param writer takes the name of a cluster and its desired access
 */
record ToolFormat(
        String name,
        BiFunction<String, Map<String, String>, Carried> reader,
        BiFunction<String, DesiredAccess, Rendered> writer)
        implements AccessFormat {

    @Override
    public Imported read(String text, Map<String, String> values) {
        return new ToolSource(name, reader).read(text, values);
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        requireNonNull(cluster, "cluster");
        requireNonNull(access, "access");
        Rendered rendered = writer.apply(cluster, access);
        return Exported.builder()
                .text(rendered.text())
                .companions(rendered.companions())
                .omissions(ToolSource.omissions(rendered.leftBehind()))
                .build();
    }

    @Override
    public String toString() {
        return name;
    }
}
