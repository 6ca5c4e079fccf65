package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of the same document to which an association refers.
 *
 * @param blocks the addresses of their blocks
 * @param isOnlyTheirs whether its principal is taken from one of them and from nowhere else
 */
record EntryReferences(Set<String> blocks, boolean isOnlyTheirs) {

    static final EntryReferences NONE = new EntryReferences(Set.of(), false);

    private static final String BLOCK = Resource.ENTRY + "\\.[\\w-]+";
    private static final Pattern REFERENCE = Pattern.compile("(?<entry>" + BLOCK + ")|\\blocal\\.(?<local>[\\w-]+)");
    private static final Pattern PRINCIPAL = Pattern.compile("\\s*\\$\\{\\s*" + BLOCK
            + "(?:\\[(?:\\d+|\"[^\"\\\\$%]*\"|each\\.key|count\\.index)])?\\.principal_arn\\s*}\\s*");

    /** All references of a block, also those that lead over locals. */
    static EntryReferences of(Field body, Configuration configuration) {
        Set<String> blocks = new TreeSet<>();
        collect(body, configuration, blocks, new HashSet<>());
        boolean isOnlyTheirs = body.member("principal_arn")
                .filter(Field::isText)
                .flatMap(Field::text)
                .filter(PRINCIPAL.asMatchPredicate())
                .isPresent();
        return new EntryReferences(blocks, isOnlyTheirs);
    }

    private static void collect(Field field, Configuration configuration, Set<String> blocks, Set<String> locals) {
        if (field.isMapping()) {
            field.members().values().forEach(member -> collect(member, configuration, blocks, locals));
        } else if (field.isList()) {
            field.items().forEach(item -> collect(item, configuration, blocks, locals));
        } else if (field.isText()) {
            Matcher reference = REFERENCE.matcher(field.text().orElse(""));
            while (reference.find()) {
                String local = reference.group("local");
                if (local == null) {
                    blocks.add(reference.group("entry"));
                } else if (locals.add(local)) {
                    Optional<Field> value = configuration.local(local);
                    value.ifPresent(member -> collect(member, configuration, blocks, locals));
                }
            }
        }
    }
}
