package io.github.accessentries.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds what the audit log says against the journal: who was let in, turned away, allowed something or not, that must be what was true
 * at that moment, or within the delay that is promised for it. For one thread.
 */
final class SoakReplay {

    private static final Pattern VALUE = Pattern.compile(" (\\w+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|\\S*)");
    private static final Pattern ROLE = Pattern.compile(".*role/person-(\\d+)(?:/.*)?");
    private static final Pattern OF_PERSON = Pattern.compile("get pods in namespace home-(\\d+)");
    private static final Pattern OF_TEAM = Pattern.compile("get configmaps in namespace team-(\\d+)");
    /** From the decision to its line; there is nothing between but the thread's turn. */
    private static final Duration WRITING = Duration.ofMillis(500);
    /** To be shown. */
    private static final int MOST_WRONG = 20;

    /** A line of the audit log, taken apart again: what happened, and values as they stand there. */
    private record Line(String event, Map<String, String> values) {

        static Line of(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            String event = text;
            Matcher matcher = VALUE.matcher(text);
            while (matcher.find()) {
                event = values.isEmpty() ? text.substring(0, matcher.start()) : event;
                values.put(matcher.group(1), matcher.group(2));
            }
            return new Line(event, values);
        }

        String value(String key) {
            return values.getOrDefault(key, "");
        }

        String unquoted(String key) {
            String value = value(key);
            return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        }
    }

    /** How many lines were held to a delay, and how many of these would have been wrong if they had said the contrary. */
    private static final class Held {
        private final Duration delay;
        private int lines;
        private int telling;

        Held(Duration delay) {
            this.delay = delay;
        }

        @Override
        public String toString() {
            return lines + " lines held to " + delay.toSeconds() + " s, " + telling
                    + " of which could say nothing else";
        }
    }

    private final SoakJournal journal;
    private final SoakWeather weather;
    private final int mapped;
    private final Map<String, Held> held = new TreeMap<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private int tellingWhileWell;

    final List<String> wrong = new ArrayList<>();

    /** Everybody below the number {@code mapped} has entries, every other one of them with a hint; that one is in aws-auth. */
    SoakReplay(SoakJournal journal, SoakWeather weather, int mapped) {
        this.journal = journal;
        this.weather = weather;
        this.mapped = mapped;
    }

    int count(String event) {
        return events.getOrDefault(event, 0);
    }

    /** How many lines were held to the delays while all was well, and could say nothing else. */
    int tellingWhileWell() {
        return tellingWhileWell;
    }

    void line(long moment, String text) {
        Line line = Line.of(text);
        if (isOfFollower(line)) {
            return;
        }
        events.merge(line.event(), 1, Integer::sum);
        boolean isUnderstood = switch (line.event()) {
            case "authenticated" -> login(moment, line, true);
            case "rejected" -> line.value("reason").equals("NOT_MAPPED") && login(moment, line, false);
            case "allowed" -> decision(moment, line, true);
            case "not allowed" -> decision(moment, line, false);
            // What the test itself has changed.
            default -> !line.value("principal").isEmpty();
        };
        if (!isUnderstood) {
            wrong("nothing that can be", line);
        }
    }

    /** The fake cluster lets in who follows it, by the same library. */
    private static boolean isOfFollower(Line line) {
        return line.value("arn").contains(":assumed-role/reader/");
    }

    private void wrong(String what, Line line) {
        if (wrong.size() < MOST_WRONG) {
            wrong.add(what + ": " + line);
        }
    }

    private boolean login(long moment, Line line, boolean is) {
        Matcher role = ROLE.matcher(line.value("arn"));
        if (!role.matches()) {
            return false;
        }
        int person = Integer.parseInt(role.group(1));
        SoakPromise promise = promise(person);
        require("login " + person, is, moment, promise, line);
        return !is
                || (line.value("username").equals(person == mapped ? "\"mapped\"" : "\"person-" + person + "\"")
                        && line.value("groups").equals("[]")
                        && line.value("by").startsWith(person == mapped ? "\"aws-auth, " : "\"access entry of "));
    }

    private SoakPromise promise(int person) {
        return person == mapped
                ? SoakPromise.AWS_AUTH
                : person % 2 == 0 ? SoakPromise.HINTED_ENTRY : SoakPromise.UNHINTED_ENTRY;
    }

    private boolean decision(long moment, Line line, boolean is) {
        String user = line.unquoted("username");
        String request = line.unquoted("request");
        Matcher person = OF_PERSON.matcher(request);
        if (person.matches()) {
            int number = Integer.parseInt(person.group(1));
            String fact = user.equals("person-" + number) ? "policy " + number : "nobody's";
            require(fact, is, moment, promise(number), line);
            return !is || line.value("reason").contains("AmazonEKSViewPolicy");
        }
        Matcher team = OF_TEAM.matcher(request);
        if (team.matches()) {
            String fact = user.equals("team-" + team.group(1)) ? "team " + team.group(1) : "nobody's";
            require(fact, is, moment, SoakPromise.BINDING, line);
            return !is || line.value("reason").contains("RoleBinding");
        }
        return false;
    }

    private void require(String fact, boolean is, long moment, SoakPromise promise, Line line) {
        long begun = moment - WRITING.toNanos();
        boolean calm = weather.wasCalm(begun - promise.whileWell().toNanos(), moment);
        Duration delay = calm ? promise.whileWell() : SoakPromise.AT_WORST;
        long from = begun - delay.toNanos();
        if (!journal.mayHaveBeen(fact, is, from, moment)) {
            wrong(fact + " was " + !is + " for longer than " + promise + (calm ? " while well" : " at worst"), line);
        }
        Held those = held.computeIfAbsent(promise + (calm ? "" : ", in trouble"), each -> new Held(delay));
        those.lines++;
        if (!journal.mayHaveBeen(fact, !is, from, moment)) {
            those.telling++;
            tellingWhileWell += calm ? 1 : 0;
        }
    }

    @Override
    public String toString() {
        return "audit log " + events
                + held.entrySet().stream()
                        .map(each -> "\n  " + each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining());
    }
}
