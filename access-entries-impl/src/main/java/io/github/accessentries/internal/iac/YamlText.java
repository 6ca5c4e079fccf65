package io.github.accessentries.internal.iac;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** YAML as people keep it in files. */
public final class YamlText {

    private YamlText() {}

    /**
     * Writes a value.
     *
     * @param yaml maps, lists and plain values
     * @return its text, with a line end
     */
    public static String of(Object yaml) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        // A long user name broken over lines reads badly.
        options.setSplitLines(false);
        return new Yaml(options).dump(yaml);
    }
}
