package io.github.accessentries.iac;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** YAML as people keep it in files. */
final class YamlText {

    private YamlText() {}

    static String of(Object yaml) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        // A long user name broken over lines reads badly.
        options.setSplitLines(false);
        return new Yaml(options).dump(yaml);
    }
}
