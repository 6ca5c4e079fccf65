package io.github.accessentries.internal.document;

import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
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

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        // A long user name broken over lines reads badly.
        options.setSplitLines(false);
        return options;
    }
}
