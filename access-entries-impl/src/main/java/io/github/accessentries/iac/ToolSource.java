package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.iac.AskedValues;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.LeftBehind;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The documents of one tool.
 *
 * @param name what people call their format
 * @param reader takes a document and the values of its placeholders
 */
record ToolSource(String name, BiFunction<String, Map<String, String>, Carried> reader) implements AccessSource {

    @Override
    public Imported read(String text, Map<String, String> values) {
        requireNonNull(text, "text");
        requireNonNull(values, "values");
        // What notes the names that are asked for has to be asked itself.
        Carried carried = reader.apply(text, values instanceof AskedValues ? values : Map.copyOf(values));
        return Imported.builder()
                .clusters(carried.clusters())
                .omissions(omissions(carried.leftBehind()))
                .build();
    }

    static List<Omission> omissions(List<LeftBehind> leftBehind) {
        return leftBehind.stream()
                .map(left -> Omission.builder()
                        .place(left.place())
                        .reason(left.reason())
                        .build())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
