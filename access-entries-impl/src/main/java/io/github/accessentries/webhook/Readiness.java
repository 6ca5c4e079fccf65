package io.github.accessentries.webhook;

import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.text.PlainText;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server is ready, part by part, in the form of a kube-apiserver's {@code /readyz}. Whoever reaches the server may ask, so
 * the reasons are withheld there; they are logged when they change. Thread-safe.
 */
final class Readiness implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private record What(String part, boolean disabling) {}

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Set<String> OWN = Set.of("authenticator", "authorizer", "shutdown");

    private final Clock clock;
    private final Map<String, List<HealthIndicator>> checks = new LinkedHashMap<>();
    private final Map<String, ReviewOutcomes> outcomes = new HashMap<>();
    private final AtomicReference<List<What>> logged = new AtomicReference<>(List.of());

    Readiness(Clock clock) {
        this.clock = clock;
    }

    /** Refuses what cannot be the name of another line. */
    static void requireFree(String name, Set<String> taken) {
        if (!NAME.matcher(name).matches() || OWN.contains(name) || taken.contains(name)) {
            throw new IllegalArgumentException("The name " + PlainText.quoted(name) + " is taken or is not made of a-z,"
                    + " 0-9 and hyphens; choose another one");
        }
    }

    /** Before the server starts: adds a line. */
    void needs(String check, HealthIndicator part) {
        checks.put(check, List.of(part));
    }

    /** Before the server starts: adds a line for what answers reviews. */
    void needs(String check, HealthIndicator part, String path) {
        ReviewOutcomes ofPath = new ReviewOutcomes(part, path, clock);
        outcomes.put(path, ofPath);
        checks.put(check, List.of(part, ofPath));
    }

    /** A review was answered. */
    void answered(String path, int status, boolean byHandler) {
        ReviewOutcomes ofPath = outcomes.get(path);
        if (ofPath != null) {
            ofPath.answered(status, byHandler);
        }
    }

    @Override
    public Health health() {
        return Health.ofAll(checks.values().stream().flatMap(List::stream).toList());
    }

    /** The answer, {@code ok} or with a line for each check. */
    WebhookAnswer answer(boolean verbose) {
        Map<String, Health> found = new LinkedHashMap<>();
        checks.forEach((check, parts) -> found.put(check, Health.ofAll(parts)));
        logChange(found);
        boolean ready = found.values().stream().allMatch(Health::isReady);
        if (ready && !verbose) {
            return WebhookAnswer.text("ok");
        }
        String lines = found.entrySet().stream()
                .map(each -> line(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        return ready
                ? WebhookAnswer.text(lines + "readyz check passed\n")
                : WebhookAnswer.later(503, lines + "readyz check failed");
    }

    private static String line(String check, Health health) {
        if (!health.isReady()) {
            return "[-]" + check + " failed: reason withheld\n";
        }
        return "[+]" + check + (health.isWell() ? " ok\n" : " ok, degraded: reason withheld\n");
    }

    private void logChange(Map<String, Health> found) {
        List<Ailment> ailments = found.values().stream()
                .flatMap(health -> health.ailments().stream())
                .distinct()
                .toList();
        List<What> now = ailments.stream()
                .map(ailment -> new What(ailment.part(), ailment.disabling()))
                .toList();
        if (logged.getAndSet(now).equals(now)) {
            return;
        }
        if (ailments.isEmpty()) {
            LOG.info("The webhook server is well again");
        } else {
            LOG.warn("The webhook server is not well: {}", ailments);
        }
    }
}
