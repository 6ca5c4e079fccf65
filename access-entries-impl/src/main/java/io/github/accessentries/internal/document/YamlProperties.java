package io.github.accessentries.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.tokens.AliasToken;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.TagToken;
import org.yaml.snakeyaml.tokens.TagTuple;
import org.yaml.snakeyaml.tokens.Token;

/** Scans anchors, aliases, tags and directives; the cursor stands on their first character. */
final class YamlProperties {

    /** What may follow the name of an anchor besides blanks. */
    private static final String AFTER_AN_ANCHOR = "?:,]}%@`";

    /** What tags may have besides letters, digits, underscores and hyphens. */
    private static final String OF_A_TAG = ";/?:@&=+$,.!~*'()[]%";

    private static final int LONGEST_VERSION_NUMBER = 2;
    private static final int HEX = 16;

    private final YamlCursor text;

    YamlProperties(YamlCursor text) {
        this.text = text;
    }

    Token alias() {
        Mark start = text.mark();
        return new AliasToken(name(start), start, text.mark());
    }

    Token anchor() {
        Mark start = text.mark();
        return new AnchorToken(name(start), start, text.mark());
    }

    private String name(Mark start) {
        text.skip();
        String name = word();
        if (name.isEmpty() || !(text.isBlankOrEnd(0) || AFTER_AN_ANCHOR.indexOf(text.peek()) >= 0)) {
            throw fault("did not find expected alphabetic or numeric character", start);
        }
        return name;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (text.isWordCharacter()) {
            text.readInto(word);
        }
        return word.toString();
    }

    Token tag() {
        Mark start = text.mark();
        @Nullable String handle = null;
        String suffix;
        if (text.peek(1) == '<') {
            text.skip(2);
            suffix = uri("", false, start);
            if (text.peek() != '>') {
                throw fault("did not find the expected '>'", start);
            }
            text.skip();
        } else {
            String begin = handle(start);
            if (begin.length() > 1 && begin.endsWith("!")) {
                handle = begin;
                suffix = uri("", false, start);
            } else {
                handle = "!";
                suffix = uri(begin.substring(1), true, start);
            }
            if (suffix.isEmpty()) {
                // An exclamation mark alone.
                handle = null;
                suffix = "!";
            }
        }
        if (!text.isBlankOrEnd(0)) {
            throw fault("did not find expected whitespace or line break", start);
        }
        return new TagToken(new TagTuple(handle, suffix), start, text.mark());
    }

    /** An exclamation mark, a word, and another exclamation mark if there is one. */
    private String handle(Mark start) {
        if (text.peek() != '!') {
            throw fault("did not find expected '!'", start);
        }
        text.skip();
        String handle = "!" + word();
        if (text.peek() != '!') {
            return handle;
        }
        text.skip();
        return handle + "!";
    }

    private String uri(String begin, boolean mayBeEmpty, Mark start) {
        ByteArrayOutputStream uri = new ByteArrayOutputStream();
        uri.writeBytes(begin.getBytes(UTF_8));
        while (text.isWordCharacter() || (!text.isEnd() && OF_A_TAG.indexOf(text.peek()) >= 0)) {
            if (text.peek() == '%') {
                uri.write(octet(start));
            } else {
                uri.write(text.peek());
                text.skip();
            }
        }
        if (uri.size() == 0 && !mayBeEmpty) {
            throw fault("did not find expected tag URI", start);
        }
        return uri.toString(UTF_8);
    }

    private int octet(Mark start) {
        int high = YamlScalars.hexDigit(text.peek(1));
        int low = YamlScalars.hexDigit(text.peek(2));
        if (high < 0 || low < 0) {
            throw fault("did not find URI escaped octet", start);
        }
        text.skip(3);
        return high * HEX + low;
    }

    Token directive() {
        Mark start = text.mark();
        text.skip();
        String name = word();
        if (!text.isBlankOrEnd(0)) {
            throw fault("found unexpected non-alphabetical character", start);
        }
        text.skipBlanks();
        Token token = switch (name) {
            case "YAML" -> version(start);
            case "TAG" -> tagDirective(start);
            default -> throw fault("found unknown directive name", start);
        };
        text.skipBlanks();
        text.skipComment();
        if (!text.isBreakOrEnd()) {
            throw fault("did not find expected comment or line break", start);
        }
        text.skipLine();
        return token;
    }

    /** The cluster's reader knows no other version than 1.1. */
    private Token version(Mark start) {
        int major = versionNumber(start);
        if (text.peek() != '.') {
            throw fault("did not find expected digit or '.' character", start);
        }
        text.skip();
        int minor = versionNumber(start);
        if (major != 1 || minor != 1) {
            throw fault("found incompatible YAML document", start);
        }
        return new DirectiveToken<>("YAML", List.of(major, minor), start, text.mark());
    }

    private int versionNumber(Mark start) {
        StringBuilder digits = new StringBuilder();
        while (text.peek() >= '0' && text.peek() <= '9') {
            text.readInto(digits);
        }
        if (digits.isEmpty() || digits.length() > LONGEST_VERSION_NUMBER) {
            throw fault("did not find expected version number", start);
        }
        return Integer.parseInt(digits.toString());
    }

    private Token tagDirective(Mark start) {
        String handle = handle(start);
        if (!handle.endsWith("!")) {
            throw fault("did not find expected '!'", start);
        }
        if (!text.isBlank()) {
            throw fault("did not find expected whitespace", start);
        }
        text.skipBlanks();
        String prefix = uri("", false, start);
        if (!text.isBlankOrEnd(0)) {
            throw fault("did not find expected whitespace or line break", start);
        }
        return new DirectiveToken<>("TAG", List.of(handle, prefix), start, text.mark());
    }

    private ScannerException fault(String problem, Mark start) {
        return new ScannerException("while scanning a node", start, problem, text.mark());
    }
}
