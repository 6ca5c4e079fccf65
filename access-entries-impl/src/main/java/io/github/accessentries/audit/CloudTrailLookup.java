package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.RateLimit;
import io.github.accessentries.Sleeper;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Reads the records of changes of access from CloudTrail's event history: {@code LookupEvents}, which keeps the management
 * events of the last ninety days of one account and region, without any trail being set up. Needs the optional dependency {@code
 * software.amazon.awssdk:cloudtrail}, and the permission {@code cloudtrail:LookupEvents}.
 *
 * <p>Asks for each operation that changes access, page by page, twice a second at most, as often as CloudTrail answers; when it
 * is throttled nevertheless, it waits and tries again. Events reach the history some minutes after they happened.
 *
 * <p>Thread-safe if the client is. Blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/logging-using-cloudtrail.html">EKS in CloudTrail, in the EKS User Guide</a>
 */
public final class CloudTrailLookup {

    /** How far the event history reaches back. */
    private static final Duration HISTORY = Duration.ofDays(90);

    private static final int PAGE = 50;
    private static final double CALLS_PER_SECOND = 2;
    private static final int MOST_PAGES = 1_000_000;

    private final CloudTrailClient client;
    private final Instant from;
    private final Instant to;
    private final int maxRecords;
    private final RateLimit rateLimit;
    private final Patience patience;

    private CloudTrailLookup(Builder builder, CloudTrailClient client) {
        this.client = client;
        this.to = builder.to == null ? builder.clock.instant() : builder.to;
        this.from = builder.from == null ? to.minus(HISTORY) : builder.from;
        this.maxRecords = builder.maxRecords;
        this.rateLimit = builder.rateLimit == null
                ? RateLimit.perSecond(CALLS_PER_SECOND, builder.clock, builder.sleeper)
                : builder.rateLimit;
        this.patience = Patience.upTo(builder.throttlingPatience, builder.clock, builder.sleeper);
    }

    /**
     * Starts with the default for every option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The first moment that is asked for.
     *
     * @return the time
     */
    public Instant from() {
        return from;
    }

    /**
     * The last moment that is asked for.
     *
     * @return the time
     */
    public Instant to() {
        return to;
    }

    /**
     * The most records that are read.
     *
     * @return the number
     */
    public int maxRecords() {
        return maxRecords;
    }

    /**
     * How long a call waits in all while CloudTrail throttles it.
     *
     * @return the longest time
     */
    public Duration throttlingPatience() {
        return patience.limit();
    }

    /**
     * Reads the records of the time.
     *
     * @return the changes, in a timeline that is stated to be complete for this time
     * @throws AccessEntriesException if CloudTrail refuses, is out of reach, throttles for longer than is waited, or has more
     *     records than are to be read; nothing is returned then, since a part could be taken for all
     */
    @CheckReturnValue
    public AccessTimeline timeline() {
        TrailReader reader = TrailReader.create();
        addTo(reader);
        return reader.covering(from, to).timeline();
    }

    /**
     * Reads the records of the time and adds them to others, for example those of another region. Does not state for which time
     * these are complete, all together.
     *
     * @param reader where they go, once all of them are there
     * @throws AccessEntriesException as {@link #timeline()} does
     */
    public void addTo(TrailReader reader) {
        requireNonNull(reader, "reader");
        List<Event> events = new ArrayList<>();
        for (AccessEvent.Kind kind : AccessEvent.Kind.values()) {
            events.addAll(oldestFirst(kind.operation(), maxRecords - events.size()));
        }
        events.forEach(event -> {
            String place = "LookupEvents, event " + event.eventId();
            if (event.cloudTrailEvent() == null) {
                reader.fault(place, "it has no record");
            } else {
                reader.text(place, event.cloudTrailEvent());
            }
        });
    }

    /** CloudTrail answers with the newest first. */
    private List<Event> oldestFirst(String operation, int most) {
        List<Event> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String next = token;
            LookupEventsResponse answer =
                    patience.retry(() -> call(operation, next), exception -> exception instanceof ThrottledException);
            events.addAll(answer.events());
            if (events.size() > most) {
                throw new AccessEntriesException(
                        "CloudTrail has more than " + maxRecords + " records from " + from + " to " + to
                                + "; ask for a shorter time, or raise maxRecords",
                        CloudTrailErrors.NO_CONTEXT,
                        null);
            }
            token = answer.nextToken();
            if (token == null || token.isEmpty()) {
                break;
            }
            if (!seen.add(token)) {
                throw new AccessEntriesException(
                        "CloudTrail returned the same nextToken twice, so the list of " + operation
                                + " would never end; try again",
                        CloudTrailErrors.NO_CONTEXT,
                        null);
            }
        }
        Collections.reverse(events);
        return events;
    }

    private LookupEventsResponse call(String operation, @Nullable String token) {
        LookupEventsRequest request = LookupEventsRequest.builder()
                .lookupAttributes(LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.EVENT_NAME)
                        .attributeValue(operation)
                        .build())
                .startTime(from)
                .endTime(to)
                .maxResults(PAGE)
                .nextToken(token)
                .build();
        try {
            rateLimit.acquire();
            return client.lookupEvents(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while reading records from CloudTrail", CloudTrailErrors.NO_CONTEXT, e);
        } catch (SdkException e) {
            throw CloudTrailErrors.translate(operation, e);
        }
    }

    /** Builds {@link CloudTrailLookup}. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_RECORDS = 100_000;

        private @Nullable CloudTrailClient client;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private int maxRecords = MAX_RECORDS;
        private Duration throttlingPatience = Duration.ofMinutes(1);
        private @Nullable RateLimit rateLimit;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.SYSTEM;

        private Builder() {}

        /**
         * Sets the client; required. It determines account and region. The caller closes it.
         *
         * @param client the client
         * @return this builder
         */
        public Builder client(CloudTrailClient client) {
            this.client = requireNonNull(client, "client");
            return this;
        }

        /**
         * Sets the first moment to ask for.
         *
         * @param from by default ninety days before the last moment, which is as far as CloudTrail remembers
         * @return this builder
         */
        public Builder from(Instant from) {
            this.from = requireNonNull(from, "from");
            return this;
        }

        /**
         * Sets the last moment to ask for.
         *
         * @param to by default the present, of which CloudTrail learns some minutes later
         * @return this builder
         */
        public Builder to(Instant to) {
            this.to = requireNonNull(to, "to");
            return this;
        }

        /**
         * Sets how many records are read at most, among them those of operations of other services that have the same name.
         *
         * @param records at least one, 100,000 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxRecords(int records) {
            if (records < 1) {
                throw new IllegalArgumentException("maxRecords " + records + " is out of range; use at least 1");
            }
            maxRecords = records;
            return this;
        }

        /**
         * Sets how long a call waits in all while CloudTrail throttles it.
         *
         * @param duration one minute by default; zero to give up at once
         * @return this builder
         * @throws IllegalArgumentException if the duration is negative
         */
        public Builder throttlingPatience(Duration duration) {
            if (requireNonNull(duration, "duration").isNegative()) {
                throw new IllegalArgumentException(
                        "throttlingPatience " + duration + " is negative; zero means to give up at once");
            }
            throttlingPatience = duration;
            return this;
        }

        /**
         * Sets the most calls per second. CloudTrail takes two per second of an account in a region, so share one limit.
         *
         * @param limit by default a limit of its own of two per second
         * @return this builder
         */
        public Builder rateLimit(RateLimit limit) {
            rateLimit = requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Sets the clock, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how to wait, for tests.
         *
         * @param sleeper how to wait, {@link Sleeper#SYSTEM} by default
         * @return this builder
         */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = requireNonNull(sleeper, "sleeper");
            return this;
        }

        /**
         * Builds it. Makes no call.
         *
         * @return the lookup
         * @throws IllegalStateException if the client is missing
         * @throws IllegalArgumentException if the time ends before it begins
         */
        @CheckReturnValue
        public CloudTrailLookup build() {
            if (client == null) {
                throw new IllegalStateException("The client is missing; call client(client) before build()");
            }
            CloudTrailLookup lookup = new CloudTrailLookup(this, client);
            if (lookup.to.isBefore(lookup.from)) {
                throw new IllegalArgumentException("The time from " + lookup.from + " to " + lookup.to
                        + " ends before it begins; give the earlier moment to from()");
            }
            return lookup;
        }
    }
}
