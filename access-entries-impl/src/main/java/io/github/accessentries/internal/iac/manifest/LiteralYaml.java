package io.github.accessentries.internal.iac.manifest;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML as people keep it in files, which says the same whether or not a shell fills it in first: a dollar is written as an escape,
 * unless somebody is meant to fill it in. Every text is on one line.
 */
public final class LiteralYaml {

    /**
     * Something that has to be filled in.
     *
     * @param name its name, in capital letters
     */
    public record Blank(String name) {}

    /** Texts with a dollar are in double quotes, so a line that ends with one and without them has a blank. */
    private static final Pattern BLANK = Pattern.compile(": \\$\\{[A-Z_]+}$");

    private LiteralYaml() {}

    /**
     * Writes a document.
     *
     * @param yaml lists, maps, texts and blanks
     * @return the document
     */
    public static String of(Object yaml) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        // A long user name broken over lines reads badly.
        options.setSplitLines(false);
        return new Yaml(new Texts(options), options)
                .dump(yaml)
                .lines()
                .map(line -> BLANK.matcher(line).find() ? line : line.replace("$", "\\x24"))
                .collect(joining("\n", "", "\n"));
    }

    /**
     * Writes objects of Kubernetes, each as a document.
     *
     * @param objects the objects; without any, an empty list of objects is written
     * @return the documents
     */
    public static String of(Collection<? extends Map<String, ?>> objects) {
        return objects.isEmpty()
                ? of((Object) Map.of("apiVersion", "v1", "kind", "List", "items", List.of()))
                : objects.stream().map(object -> of((Object) object)).collect(joining("---\n"));
    }

    private static final class Texts extends Representer {

        /** What readers written in Go take for a truth value or a number, although the writer does not. */
        private static final Pattern OTHERWISE_READ = Pattern.compile("[yYnN]|[-+.]{0,2}[0-9].*");

        Texts(DumperOptions options) {
            super(options);
            representers.put(String.class, data -> text((String) data));
            representers.put(
                    Blank.class,
                    data -> representScalar(Tag.STR, "${" + ((Blank) data).name() + "}", ScalarStyle.PLAIN));
        }

        private Node text(String text) {
            boolean isPlain = text.chars().noneMatch(Texts::needsQuotes)
                    && !OTHERWISE_READ.matcher(text).matches();
            return representScalar(Tag.STR, text, isPlain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
        }

        /** Or it would be filled in, or take more than one line. */
        private static boolean needsQuotes(int character) {
            return character == '$' || Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
        }
    }
}
