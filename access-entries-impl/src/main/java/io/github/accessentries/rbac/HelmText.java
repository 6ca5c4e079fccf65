package io.github.accessentries.rbac;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm prints of a release: {@code helm install --dry-run}, {@code helm upgrade} and {@code helm get all} put a summary and
 * values before its manifests and notes behind them, and none of that is a manifest.
 *
 * @param manifests the hooks and manifests, each on the line on which it was
 * @param namespace the namespace of the release, empty if the text does not say it
 * @param lineBehind the line behind the notes on which there may be something else than notes, 0 if there is none
 */
record HelmText(String manifests, String namespace, int lineBehind) {

    private static final Pattern MANIFESTS = Pattern.compile("^MANIFEST:[ \\t\\r]*$", Pattern.MULTILINE);
    private static final Pattern HOOKS = Pattern.compile("^HOOKS:[ \\t\\r]*$", Pattern.MULTILINE);
    private static final Pattern NOTES = Pattern.compile("^NOTES:[ \\t\\r]*$", Pattern.MULTILINE);
    /** What begins manifests, or another release. Notes have whatever their author likes, but hardly these. */
    private static final Pattern BEHIND =
            Pattern.compile("^(---|# Source:.*|MANIFEST:|HOOKS:)[ \\t\\r]*$", Pattern.MULTILINE);

    private static final Pattern NAMESPACE = Pattern.compile("^NAMESPACE:[ \\t]*(\\S+)", Pattern.MULTILINE);
    private static final Pattern DOCUMENT = Pattern.compile("^---", Pattern.MULTILINE);

    /** The manifests of a release, if the text is what Helm prints of one. */
    static Optional<HelmText> of(String text) {
        int manifests = start(MANIFESTS, text, 0);
        if (manifests < 0) {
            return Optional.empty();
        }
        int hooks = start(HOOKS, text, 0);
        int first = hooks >= 0 && hooks < manifests ? endOfLine(text, hooks) : manifests;
        int document = start(DOCUMENT, text, 0);
        if (document >= 0 && document < first) {
            return Optional.empty();
        }
        int notes = start(NOTES, text, manifests);
        int behind = notes < 0 ? -1 : start(BEHIND, text, notes);
        Matcher namespace = NAMESPACE.matcher(text).region(0, first);
        String release = namespace.find() ? namespace.group(1) : "";
        return Optional.of(new HelmText(
                lineEnds(text.substring(0, first))
                        + text.substring(first, manifests)
                        + text.substring(endOfLine(text, manifests), notes < 0 ? text.length() : notes),
                FoundObjects.isNamespaceName(release) ? release : "",
                behind < 0 ? 0 : 1 + lineEnds(text.substring(0, behind)).length()));
    }

    private static int start(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find(from) ? matcher.start() : -1;
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** So that what follows stays on its line. */
    private static String lineEnds(String text) {
        return "\n".repeat((int)
                text.chars().filter(character -> character == '\n').count());
    }
}
