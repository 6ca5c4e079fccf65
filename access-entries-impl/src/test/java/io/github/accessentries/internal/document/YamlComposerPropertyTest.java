package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * The library's own scanner reads the same in any mixture of what YAML knows, but for the differences for which this scanner
 * was made: tabs, question marks and colons within brackets, and what may follow an alias.
 */
class YamlComposerPropertyTest {

    private static final List<String> PARTS = List.of(
            "a",
            "b c",
            "12",
            "yes",
            "~",
            "'q'",
            "'it''s'",
            "\"d\"",
            "\"e\\n\\x41\\u00e9\"",
            "- ",
            "- - ",
            "? ",
            ": ",
            ":",
            "k: ",
            "k:\n",
            "\n",
            "\n  ",
            "\n    ",
            " ",
            "  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            ",",
            "&x ",
            "*x ",
            "!t ",
            "!!str ",
            "! ",
            "|\n",
            ">\n",
            "|-\n  ",
            ">+\n  ",
            "|2\n   ",
            "# note\n",
            " # note\n",
            "#",
            "---\n",
            "--- ",
            "...\n",
            "<<: ",
            "x#y",
            "a:b",
            "-x",
            "?y",
            "\n\n",
            "é",
            "\r\n",
            "%YAML 1.1\n---\n",
            "\"two\n lines\"",
            "'two\n\n lines'",
            "long text\n  goes on");

    private static final String REFUSED = "refused";

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 14); i > 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        boolean brackets = text.indexOf("[") >= 0 || text.indexOf("{") >= 0;
        return brackets ? text.toString().replace('?', '-').replace(":,", ": ,") : text.toString();
    }

    private static String ours(String text) {
        try {
            Optional<YamlNode> root = YamlComposer.firstDocument(text, DocumentLimits.AWS_AUTH);
            StringBuilder shown = new StringBuilder();
            root.ifPresent(node -> show(node, shown, new IdentityHashMap<>()));
            return shown.toString();
        } catch (UnreadableYamlException e) {
            return REFUSED;
        }
    }

    private static void show(YamlNode node, StringBuilder shown, Map<YamlNode, Integer> numbers) {
        if (node instanceof YamlNode.Alias alias) {
            shown.append('*').append(numbers.get(alias.target())).append(' ');
            return;
        }
        numbers.put(node, numbers.size());
        if (node instanceof YamlNode.Scalar scalar) {
            shown.append(scalar.tag())
                    .append(scalar.plain())
                    .append('=')
                    .append(scalar.text())
                    .append(' ');
        } else if (node instanceof YamlNode.Sequence sequence) {
            shown.append('[');
            sequence.items().forEach(item -> show(item, shown, numbers));
            shown.append(']');
        } else if (node instanceof YamlNode.Mapping mapping) {
            shown.append('{');
            for (YamlNode.Member member : mapping.members()) {
                show(member.key(), shown, numbers);
                show(member.value(), shown, numbers);
            }
            shown.append('}');
        }
    }

    private static String theirs(String text) {
        StringBuilder shown = new StringBuilder();
        Map<String, Integer> anchors = new HashMap<>();
        int number = 0;
        try {
            for (Event event : new Yaml().parse(new StringReader(text))) {
                if (event.is(Event.ID.DocumentEnd)) {
                    return shown.toString();
                }
                if (event instanceof AliasEvent alias) {
                    if (!anchors.containsKey(alias.getAnchor())) {
                        return REFUSED;
                    }
                    shown.append('*').append(anchors.get(alias.getAnchor())).append(' ');
                } else if (event instanceof ScalarEvent scalar) {
                    name(scalar.getAnchor(), anchors, number++);
                    shown.append(scalar.getTag())
                            .append(scalar.getImplicit().canOmitTagInPlainScalar())
                            .append('=')
                            .append(scalar.getValue())
                            .append(' ');
                } else if (event instanceof SequenceStartEvent start) {
                    name(start.getAnchor(), anchors, number++);
                    shown.append('[');
                } else if (event instanceof MappingStartEvent start) {
                    name(start.getAnchor(), anchors, number++);
                    shown.append('{');
                } else if (event.is(Event.ID.SequenceEnd)) {
                    shown.append(']');
                } else if (event.is(Event.ID.MappingEnd)) {
                    shown.append('}');
                }
            }
            return shown.toString();
        } catch (YAMLException e) {
            return REFUSED;
        }
    }

    private static void name(String anchor, Map<String, Integer> anchors, int number) {
        if (anchor != null) {
            anchors.put(anchor, number);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void texts_areReadAsTheLibraryReadsThem(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = text(random);
            String ours = ours(text);
            String theirs = theirs(text);
            assertThat(ours).as("%s", text).isEqualTo(theirs);
            read += ours.equals(REFUSED) ? 0 : 1;
        }
        assertThat(read).isGreaterThan(500);
    }
}
