package io.github.accessentries.testkit.internal.token;

import io.github.accessentries.testkit.internal.wire.message.Request;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access key ids that stand for parts of tokens while these are verified, so that they can be put back. Thread-safe.
 */
final class StandIns {

    private static final String CREDENTIAL = "X-Amz-Credential=";
    private static final Pattern STAND_IN = Pattern.compile(CREDENTIAL + "(STANDIN[0-9]{19})%2F");

    private final AtomicLong next = new AtomicLong();
    private final Map<String, PresignedToken> originals = new ConcurrentHashMap<>();

    /** Stands for one token until it is closed. */
    final class StandIn implements AutoCloseable {

        private final String accessKeyId;

        private StandIn(String accessKeyId) {
            this.accessKeyId = accessKeyId;
        }

        /** In the form that real ids have. */
        String accessKeyId() {
            return accessKeyId;
        }

        @Override
        public void close() {
            originals.remove(accessKeyId);
        }
    }

    StandIn of(PresignedToken original) {
        String accessKeyId = String.format("STANDIN%019d", next.incrementAndGet());
        originals.put(accessKeyId, original);
        return new StandIn(accessKeyId);
    }

    /** The request as the token's owner signed it. */
    Request original(Request request) {
        Matcher matcher = STAND_IN.matcher(request.rawQuery());
        Optional<PresignedToken> original =
                matcher.find() ? Optional.ofNullable(originals.get(matcher.group(1))) : Optional.empty();
        return original.map(token -> new Request(
                        request.method(),
                        token.authority(),
                        request.rawPath(),
                        matcher.replaceFirst(Matcher.quoteReplacement(CREDENTIAL + token.accessKeyId() + "%2F")),
                        request.headers().with("Host", token.authority()),
                        request.body()))
                .orElse(request);
    }
}
