package io.github.accessentries.internal.iac.manifest;

import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.internal.document.YamlTextNodes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Tag;

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
        return YamlText.of(yaml, Texts::new)
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

    private static final class Texts extends YamlTextNodes {

        Texts(DumperOptions options) {
            super(options);
            representers.put(
                    Blank.class,
                    data -> representScalar(Tag.STR, "${" + ((Blank) data).name() + "}", ScalarStyle.PLAIN));
        }

        /** Within double quotes a dollar can be an escape. */
        @Override
        protected ScalarStyle styleOf(String text) {
            ScalarStyle style = super.styleOf(text);
            return style == ScalarStyle.PLAIN && text.indexOf('$') < 0 ? style : ScalarStyle.DOUBLE_QUOTED;
        }
    }
}
