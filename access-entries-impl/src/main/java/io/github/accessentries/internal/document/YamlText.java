package io.github.accessentries.internal.document;

import java.io.StringWriter;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/** YAML as people keep it in files. Each text in it is the same text to every reader, whatever version of YAML that speaks. */
public final class YamlText {

    private YamlText() {}

    /**
     * Writes a value.
     *
     * @param yaml maps, lists and plain values
     * @return its text, with a line end
     */
    public static String of(Object yaml) {
        return of(yaml, YamlTextNodes::new);
    }

    /**
     * Writes a value.
     *
     * @param yaml the value
     * @param nodes makes what turns its parts into nodes of YAML
     * @return its text, with a line end
     */
    public static String of(Object yaml, Function<DumperOptions, Representer> nodes) {
        DumperOptions options = options();
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(nodes.apply(options), options).dump(yaml);
    }

    /**
     * Writes a value as the AWS CLI and kubectl do, with the dashes of a list below the name of it.
     *
     * @param yaml maps, lists and plain values
     * @return its text, with a line end
     */
    public static String withFlushLists(Object yaml) {
        DumperOptions options = options();
        return new Yaml(new YamlTextNodes(options), options).dump(yaml);
    }

    /**
     * Writes what was read as nodes, with values that are new to it. What was read stays as it was written, except that nothing stands
     * in braces or brackets any more, and comments are lost.
     *
     * @param root what {@link BoundedYaml} composed
     * @return its text, with the dashes of a list below the name of it, and a line end
     */
    public static String ofNode(Node root) {
        StringWriter text = new StringWriter();
        new Yaml(options()).serialize(root, text);
        return text.toString();
    }

    /**
     * A value as a node, among those that were read.
     *
     * @param yaml maps, lists and plain values
     * @return its node
     */
    public static Node node(Object yaml) {
        return new YamlTextNodes(options()).represent(yaml);
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        // A long user name broken over lines reads badly.
        options.setSplitLines(false);
        return options;
    }
}
