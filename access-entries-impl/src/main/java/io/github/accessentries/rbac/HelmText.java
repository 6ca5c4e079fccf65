package io.github.accessentries.rbac;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm prints of a release: {@code helm install --dry-run}, {@code helm upgrade} and {@code helm get all} put a summary before its
 * manifests and notes behind them, and neither is a manifest.
 *
 * @param manifests the hooks and manifests, each on the line on which it was
 * @param namespace the namespace of the release, empty if the text does not say it
 */
record HelmText(String manifests, String namespace) {

    private static final Pattern SUMMARY = Pattern.compile("^NAME: ", Pattern.MULTILINE);
    private static final Pattern MANIFESTS = Pattern.compile("^MANIFEST:\\s*?$", Pattern.MULTILINE);
    private static final Pattern HOOKS = Pattern.compile("^HOOKS:\\s*?$", Pattern.MULTILINE);
    private static final Pattern NOTES = Pattern.compile("^NOTES:\\s*?$", Pattern.MULTILINE);
    private static final Pattern NAMESPACE = Pattern.compile("^NAMESPACE: *(\\S+)", Pattern.MULTILINE);
    private static final Pattern DOCUMENT = Pattern.compile("^(---|apiVersion:|kind:)", Pattern.MULTILINE);

    /** The manifests of a release, if the text is what Helm prints of one. */
    static Optional<HelmText> of(String text) {
        int summary = start(SUMMARY, text, 0);
        if (summary < 0) {
            return Optional.empty();
        }
        int document = start(DOCUMENT, text, 0);
        int manifests = start(MANIFESTS, text, summary);
        if (manifests < 0 || (document >= 0 && document < summary)) {
            return Optional.empty();
        }
        int hooks = start(HOOKS, text, summary);
        boolean hasHooks = hooks >= 0 && hooks < manifests;
        int notes = start(NOTES, text, manifests);
        int end = notes < 0 ? text.length() : notes;
        int first = hasHooks ? endOfLine(text, hooks) : manifests;
        Matcher namespace = NAMESPACE.matcher(text).region(summary, first);
        String release = namespace.find() ? namespace.group(1) : "";
        return Optional.of(new HelmText(
                lineEnds(text.substring(0, first))
                        + text.substring(first, manifests)
                        + text.substring(endOfLine(text, manifests), end),
                release));
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
        return "\n".repeat((int) text.chars().filter(character -> character == '\n').count());
    }
}
