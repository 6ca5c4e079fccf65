package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document as it was written. Told apart by identity, since a node can hold itself. */
abstract sealed class YamlNode {

    private final int line;

    private YamlNode(int line) {
        this.line = line;
    }

    /** The line on which it begins, from 1. */
    final int line() {
        return line;
    }

    /** A text; what it means is another question. */
    static final class Scalar extends YamlNode {

        private final @Nullable String tag;
        private final String text;
        private final boolean plain;

        /**
         * Makes the node.
         *
         * @param tag its full tag, if it has one
         * @param text what was written, without quotes and escapes
         * @param plain whether it has neither quotes nor a tag, or the tag {@code !} alone
         * @param line where it begins
         */
        Scalar(@Nullable String tag, String text, boolean plain, int line) {
            super(line);
            this.tag = tag;
            this.text = text;
            this.plain = plain;
        }

        @Nullable
        String tag() {
            return tag;
        }

        String text() {
            return text;
        }

        boolean plain() {
            return plain;
        }
    }

    /** A list. */
    static final class Sequence extends YamlNode {

        private final List<YamlNode> items = new ArrayList<>();

        Sequence(int line) {
            super(line);
        }

        List<YamlNode> items() {
            return items;
        }
    }

    /** A mapping with its keys in order, as often as they were written. */
    static final class Mapping extends YamlNode {

        private final List<Member> members = new ArrayList<>();

        Mapping(int line) {
            super(line);
        }

        List<Member> members() {
            return members;
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key
     * @param value the value
     */
    record Member(YamlNode key, YamlNode value) {}

    /** A place where another node stands again. */
    static final class Alias extends YamlNode {

        private final String name;
        private final YamlNode target;

        Alias(String name, YamlNode target, int line) {
            super(line);
            this.name = name;
            this.target = target;
        }

        String name() {
            return name;
        }

        YamlNode target() {
            return target;
        }
    }
}
