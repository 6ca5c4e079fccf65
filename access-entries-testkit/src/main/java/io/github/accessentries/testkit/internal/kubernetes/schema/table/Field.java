package io.github.accessentries.testkit.internal.kubernetes.schema.table;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One field of a type.
 *
 * @param number its number in protobuf; 0 if it is not there
 * @param name its name in JSON; {@code -} if its own fields stand there in its place
 * @param type what it holds
 * @param marks {@code required}, {@code always}, {@code set}, {@code atomic} and the strategies of a patch, as the table has
 *     them
 * @param mapKeys the fields by which server-side apply tells the elements of a list apart
 * @param patchMergeKey the field by which a strategic merge patch does; empty if there is none
 */
public record Field(
        int number, String name, FieldType type, Set<String> marks, List<String> mapKeys, String patchMergeKey) {

    private static final String KEYS = "keys=";
    private static final String MERGE = "merge=";
    private static final int FIRST_MARK = 3;

    /** Reads a line of the table. */
    static Field parse(String line, String home) {
        String[] words = line.split(" ", -1);
        List<String> marks = Arrays.asList(words).subList(FIRST_MARK, words.length);
        return new Field(
                Integer.parseInt(words[0]),
                words[1],
                FieldType.parse(words[2], home),
                Set.copyOf(marks),
                Arrays.stream(after(marks, KEYS).split(",", -1))
                        .filter(key -> !key.isEmpty())
                        .toList(),
                after(marks, MERGE));
    }

    private static String after(List<String> marks, String prefix) {
        return marks.stream()
                .filter(mark -> mark.startsWith(prefix))
                .map(mark -> mark.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    /** Whether its own fields stand in its place in JSON. */
    public boolean isInline() {
        return name.equals("-");
    }

    /** Whether it must be there. */
    public boolean isRequired() {
        return marks.contains("required");
    }

    /** Whether Kubernetes writes it even if it is empty. */
    public boolean isAlwaysWritten() {
        return marks.contains("always");
    }

    /** Whether a patch merges it, rather than replaces it. */
    public boolean isMergedByPatch() {
        return !patchMergeKey.isEmpty() || marks.contains("merge");
    }
}
