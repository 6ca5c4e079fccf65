package io.github.accessentries.testkit.repository;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of YAML as plain maps and lists, with a message where something has another form than it must. */
final class Yaml {

    private Yaml() {}

    static Map<String, Object> file(String path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return map(path, new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(Repository.text(path)));
    }

    /** A map with texts as keys; YAML 1.1 takes the key {@code on} for a truth value. */
    static Map<String, Object> map(String what, @Nullable Object value) {
        assertThat(value).as(what).isInstanceOf(Map.class);
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) requireNonNull(value))
                .forEach((key, each) -> map.put(key.equals(true) ? "on" : key.toString(), each));
        return map;
    }

    static List<?> list(String what, @Nullable Object value) {
        assertThat(value).as(what).isInstanceOf(List.class);
        return (List<?>) requireNonNull(value);
    }
}
