package io.github.accessentries.internal.document;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML, or JSON, which is YAML too, within limits. Makes lists, maps and plain values only, whatever tags the text has. Each
 * method throws a {@link YAMLException} for a text that is no YAML or goes beyond a limit.
 */
public final class BoundedYaml {

    private BoundedYaml() {}

    /**
     * Reads a text with one document and makes no objects of it: what was written stays as it was written, and everything
     * knows its line. Repeated keys are for the caller to find.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return its root, empty if the text is
     */
    public static Optional<Node> compose(String text, DocumentLimits limits) {
        return Optional.ofNullable(yaml(limits).compose(new StringReader(within(limits, text))));
    }

    /**
     * Reads a text with one document.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return what it holds, {@code null} if it is empty
     */
    public static @Nullable Object load(String text, DocumentLimits limits) {
        return yaml(limits).load(within(limits, text));
    }

    /** The scanner sees the length only between two tokens, and takes quadratic time over a long run of blanks until then. */
    private static String within(DocumentLimits limits, String text) {
        int most = limits.maxCharacters();
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            throw new YAMLException("The text is longer than " + most + " characters");
        }
        return text;
    }

    private static Yaml yaml(DocumentLimits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.maxCharacters());
        options.setMaxAliasesForCollections(limits.maxAliases());
        options.setNestingDepthLimit(limits.maxDepth());
        options.setAllowDuplicateKeys(limits.allowsRepeatedKeys());
        DumperOptions unused = new DumperOptions();
        // All four are named since older versions take their own options for those that are not.
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options);
    }
}
