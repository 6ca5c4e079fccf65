package io.github.accessentries.internal.document;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Makes nodes of texts, and puts into quotes what any reader would take for something else. What SnakeYAML itself takes for something
 * else, or could not read back, its emitter puts into quotes anyway. Not thread-safe.
 */
public class YamlTextNodes extends Representer {

    /**
     * Truth values of YAML 1.1; what begins numbers and dates, also those of Go, which has more of them; what merges, is null or a
     * default; and symbols of Ruby.
     */
    private static final Pattern OTHERWISE_READ =
            Pattern.compile("[yYnN]|[-+._]*[0-9].*|[-+](?i:inf|infinity|nan)|=|<<|~|:.*");

    /** Readers do not agree on which of these are line ends, or whether they may stand there at all. */
    private static final Pattern NOT_PRINTED =
            Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}\\x{FEFF}\\x{FFFE}\\x{FFFF}]");

    /**
     * Starts.
     *
     * @param options how it is written
     */
    public YamlTextNodes(DumperOptions options) {
        super(options);
        representers.put(String.class, data -> text((String) data));
    }

    private Node text(String text) {
        return representScalar(Tag.STR, text, styleOf(text));
    }

    /**
     * How a text is written, at least.
     *
     * @param text the text
     * @return the style; plain for a text that the emitter may write as it likes
     */
    protected ScalarStyle styleOf(String text) {
        if (NOT_PRINTED.matcher(text).find()) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        return OTHERWISE_READ.matcher(text).matches() ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
    }
}
