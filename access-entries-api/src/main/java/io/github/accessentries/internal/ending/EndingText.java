package io.github.accessentries.internal.ending;

import io.github.accessentries.AccessPolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An ending as a text of the characters that every tag takes, which a person can read: {@code
 * v1_until=2026-11-27T00:00:00Z_since=2026-11-26T12:00:00Z_p=AmazonEKSAdminPolicy:payments_why=INC-7}. Fields are separated by
 * an underscore; in them, a plus stands for a blank, and an equals sign with four digits for any other character.
 */
final class EndingText {

    private static final String VERSION = "v1";
    private static final String PLAIN = ".-/@";
    private static final int ESCAPED_DIGITS = 4;

    private EndingText() {}

    static String of(Ending ending) {
        List<String> fields = new ArrayList<>();
        fields.add(VERSION);
        fields.add("until=" + ending.until());
        fields.add("since=" + ending.since());
        if (ending.makesEntry()) {
            fields.add("entry");
        }
        ending.groups().forEach(group -> fields.add("g=" + encoded(group)));
        ending.policies().forEach((policy, scope) -> {
            StringBuilder field = new StringBuilder(scope.clusterWide() ? "c=" : "p=").append(encoded(idOf(policy)));
            scope.namespaces().forEach(namespace -> field.append(':').append(encoded(namespace)));
            fields.add(field.toString());
        });
        if (!ending.reason().isEmpty()) {
            fields.add("why=" + encoded(ending.reason()));
        }
        if (!ending.requestedBy().isEmpty()) {
            fields.add("who=" + encoded(ending.requestedBy()));
        }
        return String.join("_", fields);
    }

    /** AWS's policies by name, since those of every partition are the same. */
    private static String idOf(AccessPolicy policy) {
        String ofAws = "arn:aws:eks::aws:cluster-access-policy/";
        String arn = policy.arnIn("aws");
        return arn.startsWith(ofAws) ? arn.substring(ofAws.length()) : arn;
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is not exactly what is written for an ending
     */
    static Ending read(String text) {
        Draft draft = new Draft();
        for (String field : text.split("_", -1)) {
            draft.take(field);
        }
        Ending ending = draft.ending();
        if (!of(ending).equals(text)) {
            throw new IllegalArgumentException("it is not written as this library writes it");
        }
        return ending;
    }

    /** What was read so far. */
    private static final class Draft {

        private Instant until = Instant.MIN;
        private Instant since = Instant.MIN;
        private boolean versioned;
        private boolean entry;
        private final SortedSet<String> groups = new TreeSet<>();
        private final SortedMap<AccessPolicy, GivenScope> policies = new TreeMap<>();
        private String reason = "";
        private String requestedBy = "";

        void take(String field) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            switch (name) {
                case VERSION -> versioned = true;
                case "until" -> until = time(value);
                case "since" -> since = time(value);
                case "entry" -> entry = true;
                case "g" -> groups.add(decoded(value));
                case "p", "c" -> policy(value, name.equals("c"));
                case "why" -> reason = decoded(value);
                case "who" -> requestedBy = decoded(value);
                default ->
                    throw new IllegalArgumentException(
                            "it has a field that this version of the library does not know; use the version that wrote it");
            }
        }

        private void policy(String value, boolean clusterWide) {
            List<String> parts =
                    Arrays.stream(value.split(":", -1)).map(EndingText::decoded).toList();
            policies.put(
                    AccessPolicy.of(parts.get(0)),
                    new GivenScope(clusterWide, new TreeSet<>(parts.subList(1, parts.size()))));
        }

        private static Instant time(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("it has no time that can be read", e);
            }
        }

        Ending ending() {
            if (!versioned || until.equals(Instant.MIN) || since.equals(Instant.MIN)) {
                throw new IllegalArgumentException("it does not say since when and until when");
            }
            return new Ending(until, since, entry, groups, policies, reason, requestedBy);
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isPlain(character)) {
                encoded.append(character);
            } else if (character == ' ') {
                encoded.append('+');
            } else {
                encoded.append(String.format("=%04X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PLAIN.indexOf(character) >= 0;
    }

    private static String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '=') {
                int end = i + 1 + ESCAPED_DIGITS;
                if (end > text.length()) {
                    throw new IllegalArgumentException("it ends within a character");
                }
                decoded.append((char) Integer.parseInt(text.substring(i + 1, end), 16));
                i = end - 1;
            } else {
                decoded.append(character == '+' ? ' ' : character);
            }
        }
        return decoded.toString();
    }
}
