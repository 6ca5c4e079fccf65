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

    void line(long moment, String line) {
        Matcher matcher = VALUE.matcher(line);
        Map<String, String> values = new LinkedHashMap<>();
        String event = line;
        while (matcher.find()) {
            event = values.isEmpty() ? line.substring(0, matcher.start()) : event;
            values.put(matcher.group(1), matcher.group(2));
        }
        if (isOfFollower(values)) {
            return;
        }
        events.merge(event, 1, Integer::sum);
        boolean isUnderstood = switch (event) {
            case "authenticated" -> login(moment, values, true);
            case "rejected" -> values.get("reason").equals("NOT_MAPPED") && login(moment, values, false);
            case "allowed" -> decision(moment, values, true);
            case "not allowed" -> decision(moment, values, false);
            // What the test itself has changed.
            default -> values.containsKey("principal");
        };
        if (!isUnderstood) {
            wrong("nothing that can be", values);
        }
    }

    /** The fake cluster lets in who follows it, by the same library. */
    private static boolean isOfFollower(Map<String, String> values) {
        return values.getOrDefault("arn", "").contains(":assumed-role/reader/");
    }

    private void wrong(String what, Map<String, String> line) {
        if (wrong.size() < MOST_WRONG) {
            wrong.add(what + ": " + line);
        }
    }

    private boolean login(long moment, Map<String, String> values, boolean is) {
        Matcher role = ROLE.matcher(values.get("arn"));
        if (!role.matches()) {
            return false;
        }
        int person = Integer.parseInt(role.group(1));
        SoakPromise promise = promise(person);
        require("login " + person, is, moment, promise, values);
        return !is
                || (values.get("username").equals(person == mapped ? "\"mapped\"" : "\"person-" + person + "\"")
                        && values.get("groups").equals("[]")
                        && values.get("by").startsWith(person == mapped ? "\"aws-auth, " : "\"access entry of "));
    }

    private SoakPromise promise(int person) {
        return person == mapped
                ? SoakPromise.AWS_AUTH
                : person % 2 == 0 ? SoakPromise.HINTED_ENTRY : SoakPromise.UNHINTED_ENTRY;
    }

    private boolean decision(long moment, Map<String, String> values, boolean is) {
        String user = unquoted(values.get("username"));
        String request = unquoted(values.get("request"));
        Matcher person = OF_PERSON.matcher(request);
        if (person.matches()) {
            int number = Integer.parseInt(person.group(1));
            String fact = user.equals("person-" + number) ? "policy " + number : "nobody's";
            require(fact, is, moment, promise(number), values);
            return !is || values.get("reason").contains("AmazonEKSViewPolicy");
        }
        Matcher team = OF_TEAM.matcher(request);
        if (team.matches()) {
            String fact = user.equals("team-" + team.group(1)) ? "team " + team.group(1) : "nobody's";
            require(fact, is, moment, SoakPromise.BINDING, values);
            return !is || values.get("reason").contains("RoleBinding");
        }
        return false;
    }

    private static String unquoted(String value) {
        return value.substring(1, value.length() - 1);
    }

    private void require(String fact, boolean is, long moment, SoakPromise promise, Map<String, String> line) {
        long begun = moment - WRITING.toNanos();
        boolean calm = weather.wasCalm(begun - promise.whileWell().toNanos(), moment);
        Duration delay = calm ? promise.whileWell() : SoakPromise.AT_WORST;
        long from = begun - delay.toNanos();
        if (!journal.mayHaveBeen(fact, is, from, moment)) {
            wrong(fact + " was " + !is + " for longer than " + promise + (calm ? " while well" : " at worst"), line);
        }
        Held those = held.computeIfAbsent(promise + (calm ? "" : ", in trouble"), each -> new Held(delay));
        those.lines++;
        those.telling += journal.mayHaveBeen(fact, !is, from, moment) ? 0 : 1;
    }

    @Override
    public String toString() {
        return "audit log " + events
                + held.entrySet().stream()
                        .map(each -> "\n  " + each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining());
    }
}
