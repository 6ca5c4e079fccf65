package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A native image has only the resources that it was told of: all that code reads at run time are listed in its module. That no
 * image has to be made to see it, code names resources by their package alone.
 */
class NativeImageResourcesTest {

    private static final Pattern READING =
            Pattern.compile("\\.getResource(AsStream|s)?\\(|ResourceBundle|ModuleReader");
    private static final Pattern BY_PACKAGE = Pattern.compile("\\b[A-Z]\\w+\\.class\\.getResourceAsStream\\((?!\"/)");

    @ParameterizedTest
    @ValueSource(strings = {"access-entries-api", "access-entries-impl", "access-entries-testkit"})
    void resources_thatCodeReads_areInNativeImages(String module) {
        String main = module + "/src/main/";
        List<String> sources = Repository.filesBelow(main + "java").stream()
                .filter(source -> READING.matcher(Repository.text(source)).find())
                .toList();
        List<String> resources = Stream.of(main + "resources/", main + "filtered/")
                .filter(Repository::has)
                .flatMap(folder -> Repository.filesBelow(folder).stream().map(file -> file.substring(folder.length())))
                .filter(file -> !file.startsWith("META-INF/"))
                .toList();
        if (sources.isEmpty() && resources.isEmpty()) {
            return;
        }

        assertThat(resources)
                .as(
                        "resources that %s does not cover, so that they are missing in a native image",
                        configuration(module))
                .allMatch(included(module));
        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            String text = Repository.text(source);
            String folder = source.substring((main + "java/").length(), source.lastIndexOf('/') + 1);
            assertThat(READING.matcher(text).results())
                    .as("%s reads a resource otherwise than by Name.class.getResourceAsStream(name)", source)
                    .hasSameSizeAs(BY_PACKAGE.matcher(text).results().toList());
            assertThat(resources)
                    .as("%s reads a resource of its package, which has none", source)
                    .anyMatch(resource -> resource.startsWith(folder) && resource.indexOf('/', folder.length()) < 0);
        });
    }

    private static String configuration(String module) {
        return module + "/src/main/resources/META-INF/native-image/io.github.accessentries/" + module
                + "/resource-config.json";
    }

    /** As GraalVM reads it: a resource is in the image if a pattern matches its whole path. */
    private static Predicate<String> included(String module) {
        JsonElement json = JsonParser.parseString(Repository.text(configuration(module)));
        List<Pattern> patterns = StreamSupport.stream(
                        json.getAsJsonObject()
                                .getAsJsonObject("resources")
                                .getAsJsonArray("includes")
                                .spliterator(),
                        false)
                .map(each ->
                        Pattern.compile(each.getAsJsonObject().get("pattern").getAsString()))
                .toList();
        return resource ->
                patterns.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
    }
}
