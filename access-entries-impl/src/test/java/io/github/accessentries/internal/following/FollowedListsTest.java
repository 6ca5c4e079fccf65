package io.github.accessentries.internal.following;

import static io.github.accessentries.internal.following.ScriptedApi.broken;
import static io.github.accessentries.internal.following.ScriptedApi.end;
import static io.github.accessentries.internal.following.ScriptedApi.line;
import static io.github.accessentries.internal.following.ScriptedApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.snapshot.RefreshFailure;
import io.github.accessentries.snapshot.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FollowedListsTest {

    private static final String PATH = "/api/v1/namespaces";
    private static final String FIRST = list(10, "a");
    private static final String SECOND = list(20, "a", "c");

    private final VirtualTime time = new VirtualTime();
    /** The machine's count, which stands still unless a test moves it. */
    private final AtomicLong ticks = new AtomicLong();

    private final ScriptedApi api = new ScriptedApi();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<RefreshFailure> failures = new ArrayList<>();
    private Runnable whenTold = () -> {};
    private final FollowedLists lists = new FollowedLists(
            "namespaces",
            api,
            new FollowOptions(
                    new AgeClock(time, ticks::get),
                    time.scheduler(),
                    Runnable::run,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2)),
            new FollowListener() {
                @Override
                public void changed() {
                    changes.incrementAndGet();
                    whenTold.run();
                }

                @Override
                public void failed(RefreshFailure failure) {
                    failures.add(failure);
                    whenTold.run();
                }
            });
    private final FollowedList<String> list =
            lists.add(new ListSource("v1", "Namespace", PATH), (object, place) -> described(object));

    private static String described(JsonObject object) {
        JsonObject metadata = object.getAsJsonObject("metadata");
        return metadata.get("name").getAsString() + (metadata.has("labels") ? "+" : "");
    }

    private static String list(int version, String... names) {
        String items = Stream.of(names)
                .map(name -> "{\"metadata\":{\"name\":\"" + name + "\"}}")
                .reduce((one, other) -> one + "," + other)
                .orElse("");
        return "{\"kind\":\"NamespaceList\",\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":[" + items
                + "]}";
    }

    private static Supplier<Optional<String>> event(String type, String members, int version) {
        return line("{\"type\":\"" + type + "\",\"object\":{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{"
                + members + (members.isEmpty() ? "" : ",") + "\"resourceVersion\":\"" + version + "\"}}}");
    }

    private static Supplier<Optional<String>> added(String name, int version) {
        return event("ADDED", "\"name\":\"" + name + "\"", version);
    }

    private static Supplier<Optional<String>> error(int code) {
        return line("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":" + code + ",\"message\":\"no\"}}");
    }

    private static Arguments script(
            String name, String known, boolean fails, String then, List<Supplier<Optional<String>>> steps) {
        return arguments(name, known, fails, then, steps);
    }

    /** After a list of version 10 with "a": what is known, whether that is a failure, and from which version it goes on. */
    static Stream<Arguments> scripts() {
        Supplier<Optional<String>> open = end();
        return Stream.of(
                script("added", "a b", false, "11", List.of(open, added("b", 11), end())),
                script(
                        "modified",
                        "a+",
                        false,
                        "12",
                        List.of(open, event("MODIFIED", "\"name\":\"a\",\"labels\":{}", 12), end())),
                script("deleted", "", false, "13", List.of(open, event("DELETED", "\"name\":\"a\"", 13), end())),
                script(
                        "deleted, unknown",
                        "a",
                        false,
                        "13",
                        List.of(open, event("DELETED", "\"name\":\"z\"", 13), end())),
                script("bookmark", "a", false, "15", List.of(open, event("BOOKMARK", "", 15), end())),
                script("broken", "a b", true, "11", List.of(open, added("b", 11), broken())),
                script("refused for now", "a", true, "10", List.of(status(500))),
                script("unauthorized", "a", true, "10", List.of(status(401))),
                script("ended at once", "a", true, "10", List.of(open, end())),
                script("error in the stream", "a", true, "10", List.of(open, error(500))),
                script("forbidden later", "a b", true, "11", List.of(open, added("b", 11), error(403))),
                script("expired", "a", false, "20", List.of(status(410))),
                script("expired in the stream", "a b", false, "20", List.of(open, added("b", 11), error(410))),
                script("garbage", "a", true, "20", List.of(open, line("<html>"))),
                script("no event", "a", true, "20", List.of(open, line("[]"))),
                script("a list instead", "a", true, "20", List.of(open, line(FIRST))),
                script(
                        "a name twice",
                        "a",
                        true,
                        "20",
                        List.of(open, line("{\"type\":\"ADDED\",\"type\":\"DELETED\",\"object\":{}}"))),
                script("unknown type", "a", true, "20", List.of(open, event("MOVED", "\"name\":\"b\"", 11))),
                script(
                        "another kind",
                        "a",
                        true,
                        "20",
                        List.of(
                                open,
                                line("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"b\","
                                        + "\"resourceVersion\":\"11\"}}}"))),
                script(
                        "another group",
                        "a",
                        true,
                        "20",
                        List.of(
                                open,
                                line("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Namespace\",\"apiVersion\":\"x/v1\","
                                        + "\"metadata\":{\"name\":\"b\",\"resourceVersion\":\"11\"}}}"))),
                script("no name", "a", true, "20", List.of(open, event("ADDED", "", 11))),
                script(
                        "no version",
                        "a",
                        true,
                        "20",
                        List.of(open, line("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"b\"}}}"))),
                script("out of order", "a b", true, "20", List.of(open, added("b", 12), added("d", 11))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void watch_goesOnFromWhereItWas_orFromTheListIfThatIsNotCertain(
            String name, String known, boolean fails, String then, List<Supplier<Optional<String>>> steps) {
        api.list(PATH, () -> api.watched().isEmpty() ? FIRST : SECOND).watch(PATH, steps);

        lists.start();

        assertThat(String.join(" ", list.objects())).isEqualTo(known);
        assertThat(lists.freshness().failure().isPresent()).isEqualTo(fails);
        assertThat(failures).hasSize(fails ? 1 : 0);
        assertThat(list.isCurrent()).isEqualTo(!fails);
        assertThat(lists.notWatched()).isEmpty();

        time.advance(Duration.ofSeconds(2));

        boolean again = then.equals("20");
        assertThat(api.watched()).hasSizeGreaterThan(1);
        assertThat(api.watched().get(1)).contains("&resourceVersion=" + then + "&");
        assertThat(api.read()).hasSize(again ? 2 : 1);
        assertThat(String.join(" ", list.objects())).isEqualTo(again ? "a c" : known);
    }

    @Test
    void watch_thatIsSilent_isBrokenAndTheListIsReadAgain() {
        api.list(PATH, () -> api.watched().isEmpty() ? FIRST : SECOND).watch(PATH, List.of(end(), () -> {
            time.advance(Duration.ofMinutes(3));
            return Optional.empty();
        }));

        lists.start();

        assertThat(failures)
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.cause()).hasMessageContaining("its watch told nothing for PT2M"));
        time.advance(Duration.ofSeconds(2));
        assertThat(list.objects()).containsExactly("a", "c");
    }

    @Test
    void watch_isEndedByTheCluster_whenTheListIsDueToBeReadAgain() {
        api.list(PATH, () -> FIRST);
        lists.start();

        assertThat(api.watched()).singleElement().asString().endsWith("&timeoutSeconds=600");
        int before = api.read().size();
        time.advance(Duration.ofMinutes(9));
        assertThat(api.read()).hasSize(before);
        time.advance(Duration.ofMinutes(2));
        assertThat(api.read()).hasSizeGreaterThan(before);
    }

    @Test
    void equalList_changesNothing_andKeepsItsObjects() {
        api.list(PATH, () -> list(10 + api.read().size(), "a")).watch(PATH, List.of(status(410)));

        lists.start();
        assertThat(changes).hasValue(1);
        String before = list.objects().iterator().next();
        time.advance(Duration.ZERO);

        assertThat(api.read()).hasSize(2);
        assertThat(list.objects()).first().isSameAs(before);
        assertThat(changes).as("the failure of the second watch").hasValue(2);
    }

    @Test
    void whatExpiresAgainAndAgain_waitsLongerEachTime() {
        api.list(PATH, () -> FIRST);
        Stream.generate(() -> List.of(status(410))).limit(8).forEach(steps -> api.watch(PATH, steps));

        lists.start();
        time.advance(Duration.ZERO);

        assertThat(api.read()).hasSize(2);
        assertThat(failures).hasSize(1);
        time.advance(Duration.ofSeconds(5));
        assertThat(api.read()).hasSizeLessThan(8);
    }

    @Test
    void watch_thatNobodyMayHave_isReplacedByReading_andTriedAgainLater() {
        api.list(PATH, () -> api.read().size() < 3 ? FIRST : SECOND).watch(PATH, List.of(status(403)));

        lists.start();
        assertThat(lists.notWatched()).contains("status 403");
        assertThat(lists.freshness().failure()).isEmpty();
        assertThat(list.objects()).containsExactly("a");

        time.advance(Duration.ofSeconds(61));
        assertThat(list.objects()).containsExactly("a", "c");
        assertThat(api.watched()).hasSize(1);

        time.advance(Duration.ofMinutes(10));
        assertThat(lists.notWatched()).isEmpty();
        assertThat(api.watched()).hasSizeGreaterThan(1);
    }

    @Test
    void reading_thatSucceedsAgain_isToldOnce_whileOthersCanLook() {
        api.list(PATH, () -> api.read().size() == 2 ? broken().get().orElseThrow() : FIRST)
                .watch(PATH, List.of(status(403)));
        lists.start();
        time.advance(Duration.ofSeconds(30));
        assertThat(list.isCurrent()).isFalse();

        List<Boolean> seen = new ArrayList<>();
        whenTold = () -> seen.add(CompletableFuture.supplyAsync(list::isCurrent)
                .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                .join());
        time.advance(Duration.ofSeconds(30));

        assertThat(seen).containsExactly(true);
    }

    @Test
    void listsThatAreTooOld_areRefused_andStayRefusedWhenTheClockGoesBack() {
        api.list(PATH, () -> FIRST).watch(PATH, List.of(end(), event("BOOKMARK", "", 11), broken()));
        Duration bound = Duration.ofMinutes(5);
        lists.start();

        time.advance(bound);
        assertThatCode(() -> lists.freshness().requireNotOlderThan(bound)).doesNotThrowAnyException();
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> lists.freshness().requireNotOlderThan(bound))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(
                        "The namespaces were last certain at 2026-11-25T12:00:00Z, and are valid for at most PT5M")
                .hasMessageContaining("status 503");

        time.advance(Duration.ofMinutes(-3));
        assertThatThrownBy(() -> lists.freshness().requireNotOlderThan(bound)).isInstanceOf(UnavailableException.class);

        lists.refresh(Duration.ofSeconds(1));
        assertThatCode(() -> lists.freshness().requireNotOlderThan(bound)).doesNotThrowAnyException();
    }

    @Test
    void listsThatGrowTooOldWhileTheClockIsPutBack_areRefused_andReadAgain() {
        api.list(PATH, () -> FIRST).watch(PATH, List.of(end(), event("BOOKMARK", "", 11), broken()));
        Duration bound = Duration.ofMinutes(5);
        lists.start();
        time.putBack(Duration.ofHours(1));

        ticks.set(bound.toNanos());
        assertThatCode(() -> lists.freshness().requireNotOlderThan(bound)).doesNotThrowAnyException();
        ticks.set(bound.toNanos() + 1);
        assertThat(lists.freshness().age()).contains(bound.plusNanos(1));
        assertThatThrownBy(() -> lists.freshness().requireNotOlderThan(bound)).isInstanceOf(UnavailableException.class);
        ticks.set(0);
        assertThat(lists.freshness().age())
                .as("once it was too old, it stays so")
                .contains(bound.plusNanos(1));

        int before = api.read().size();
        ticks.set(Duration.ofMinutes(11).toNanos());
        time.advance(Duration.ofHours(2));
        assertThat(api.read()).hasSizeGreaterThan(before);
    }

    @Test
    void watch_thatIsSilentWhileTheClockIsPutBack_isBroken() {
        api.list(PATH, () -> FIRST).watch(PATH, List.of(end(), () -> {
            time.putBack(Duration.ofHours(1));
            ticks.set(Duration.ofMinutes(3).toNanos());
            time.advance(Duration.ofHours(1).plusMinutes(1));
            return Optional.empty();
        }));

        lists.start();

        assertThat(failures)
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.cause()).hasMessageContaining("its watch told nothing for PT2M"));
    }

    /** What goes wrong once, in readings and what is told of them. */
    static Stream<Arguments> troubles() {
        return Stream.of(true, false)
                .flatMap(watched -> Stream.of(
                        arguments(watched, "an exception", (Runnable) () -> {
                            throw new IllegalStateException("once");
                        }),
                        arguments(watched, "no memory", (Runnable) () -> {
                            throw new OutOfMemoryError("once");
                        }),
                        arguments(watched, "too deep", (Runnable) () -> {
                            throw new StackOverflowError();
                        })));
    }

    private void forbidWatches() {
        for (int i = 0; i < 20; i++) {
            api.watch(PATH, List.of(status(403)));
        }
    }

    @ParameterizedTest(name = "watched {0}: {1}")
    @MethodSource("troubles")
    void reading_thatFailsInAnyWay_isAFailureOfTheList_andIsTriedAgain(boolean watched, String name, Runnable trouble) {
        AtomicInteger count = new AtomicInteger();
        api.list(PATH, () -> {
            if (count.incrementAndGet() == 2) {
                trouble.run();
            }
            return count.get() < 2 ? FIRST : SECOND;
        });
        if (!watched) {
            forbidWatches();
        } else {
            api.watch(PATH, List.of(status(410)));
        }

        lists.start();
        time.advance(Duration.ofSeconds(31));
        time.advance(Duration.ofSeconds(31));

        assertThat(failures)
                .anySatisfy(failure -> assertThat(failure.attempts()).isEqualTo(1));
        assertThat(list.objects()).containsExactly("a", "c");
        assertThat(lists.notWatched().isEmpty()).isEqualTo(watched);
    }

    @ParameterizedTest(name = "watched {0}: {1}")
    @MethodSource("troubles")
    void listener_thatThrows_endsNothing(boolean watched, String name, Runnable trouble) {
        AtomicInteger count = new AtomicInteger();
        api.list(PATH, () -> {
            if (count.incrementAndGet() == 2) {
                throw new UnavailableException("blip", ErrorContext.builder().build(), null);
            }
            return count.get() < 2 ? FIRST : SECOND;
        });
        if (!watched) {
            forbidWatches();
        } else {
            api.watch(PATH, List.of(status(410)));
        }
        whenTold = trouble;

        lists.start();
        time.advance(Duration.ofSeconds(31));
        time.advance(Duration.ofSeconds(31));

        assertThat(failures).isNotEmpty();
        assertThat(list.objects()).containsExactly("a", "c");
    }

    @Test
    void errorAtOneObjectOfAWatch_isAFailure_andTheListIsReadAgain() {
        api.list(PATH, () -> api.watched().isEmpty() ? FIRST : SECOND).watch(PATH, List.of(end(), () -> {
            throw new StackOverflowError();
        }));

        lists.start();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("StackOverflowError"));
        time.advance(Duration.ofSeconds(2));

        assertThat(list.objects()).containsExactly("a", "c");
    }

    @Test
    void watchThatCannotEvenBeMade_isAFailure_andIsTriedAgain() {
        api.list(PATH, () -> FIRST);
        api.refuseToMakeWatches(1);
        api.watch(PATH, List.of(end(), added("b", 11), end()));

        lists.start();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("no watch is made"));
        time.advance(Duration.ofSeconds(2));

        assertThat(list.objects()).containsExactly("a", "b");
    }

    /** What hangs lets its time pass, and ends with an interrupt or, if it does not heed that, with what it has read. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void reading_thatHangs_isInterruptedAtTheEndOfItsTime_andIsOneFailure(boolean watched, boolean heeds) {
        AtomicInteger count = new AtomicInteger();
        List<Boolean> interrupted = new ArrayList<>();
        api.list(PATH, () -> {
            if (count.incrementAndGet() == 2) {
                time.advance(Duration.ofMinutes(1));
                assertThat(lists.freshness().failure()).isPresent();
                interrupted.add(Thread.currentThread().isInterrupted());
                if (heeds) {
                    throw new UnavailableException(
                            "interrupted", ErrorContext.builder().build(), null);
                }
            }
            return count.get() < 2 ? FIRST : SECOND;
        });
        if (!watched) {
            forbidWatches();
        } else {
            api.watch(PATH, List.of(status(410)));
        }

        lists.start();
        time.advance(Duration.ofSeconds(31));

        assertThat(interrupted).containsExactly(true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(failures)
                .filteredOn(failure -> String.valueOf(failure.cause().getMessage())
                        .contains(PATH + " took longer than PT1M, so it was interrupted"))
                .hasSize(1);
        time.advance(Duration.ofMinutes(3));
        assertThat(list.objects()).containsExactly("a", "c");
    }

    /** Each reading hangs, whatever interrupts it, until the test lets it go. */
    @Test
    void readingsThatNeverEnd_areLeftBehind_andOthersBegin_butFewAtATime() throws InterruptedException {
        Semaphore stuck = new Semaphore(0);
        CountDownLatch free = new CountDownLatch(1);
        api.list(PATH, () -> {
            stuck.release();
            awaitDeafly(free);
            return FIRST;
        });
        List<Thread> started = new CopyOnWriteArrayList<>();
        FollowOptions options = new FollowOptions(
                AgeClock.of(time),
                time.scheduler(),
                task -> {
                    Thread thread = new Thread(task);
                    started.add(thread);
                    thread.start();
                },
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
        List<RefreshFailure> told = new CopyOnWriteArrayList<>();
        FollowedLists real = new FollowedLists("namespaces", path -> api.get(path), options, new FollowListener() {
            @Override
            public void changed() {}

            @Override
            public void failed(RefreshFailure failure) {
                told.add(failure);
            }
        });
        FollowedList<String> one = real.add(new ListSource("v1", "Namespace", PATH), (object, place) -> "one");
        real.start();
        for (int reading = 0; reading < 4; reading++) {
            stuck.acquire();
            time.advance(Duration.ofMinutes(1));
            started.get(2 * reading).join(); // the turn is over, and its reading is not
            assertThat(started.get(2 * reading + 1).isAlive()).isTrue();
            time.advance(Duration.ofSeconds(30));
        }
        started.get(8).join(Duration.ofSeconds(30).toMillis());

        assertThat(started.get(8).isAlive()).as("it waits for no fifth").isFalse();
        assertThat(stuck.availablePermits()).as("no fifth has begun").isZero();
        assertThat(told).hasSize(5);
        assertThat(told.get(3).cause()).hasMessageContaining("took longer than PT1M, so it was interrupted");
        assertThat(told.get(4).cause())
                .hasMessageContaining("4 readings of " + PATH)
                .hasMessageContaining("have not ended");
        free.countDown();
        for (Thread thread : started) {
            thread.join();
        }
        assertThat(one.isRead()).as("what comes late is dropped").isFalse();
        time.advance(Duration.ofSeconds(30));
        started.get(9).join();
        assertThat(one.objects()).containsExactly("one");
        real.close();
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException unheeded) {
                // as of a client that does not end
            }
        }
    }

    @Test
    void refreshOfWhatIsPolled_waitsNoLongerThanItsPatience_andHeedsAnInterrupt() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicBoolean hold = new AtomicBoolean();
        FollowedLists polled = new FollowedLists(
                "namespaces",
                path -> api.get(path),
                new FollowOptions(
                        AgeClock.of(time),
                        time.scheduler(),
                        task -> {
                            if (hold.get()) {
                                waiting.add(task);
                            } else {
                                task.run();
                            }
                        },
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2)),
                new FollowListener() {
                    @Override
                    public void changed() {}

                    @Override
                    public void failed(RefreshFailure failure) {}
                });
        api.list(PATH, () -> FIRST);
        FollowedList<String> one = polled.add(new ListSource("v1", "Namespace", PATH), (object, place) -> "one");
        polled.start();
        assertThat(one.objects()).containsExactly("one");
        hold.set(true);

        assertThatThrownBy(() -> polled.refresh(Duration.ofMillis(1)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("could not be read within PT0.001S");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> polled.refresh(Duration.ofHours(1)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(waiting).as("who waits together gets one reading").hasSize(1);

        int before = api.read().size();
        hold.set(false);
        waiting.remove(0).run();
        assertThat(api.read()).hasSize(before + 1);
        assertThatCode(() -> polled.refresh(Duration.ofSeconds(1))).doesNotThrowAnyException();
        assertThat(api.read()).hasSize(before + 2);
    }

    @Test
    void close_leavesNothingBehind() {
        api.list(PATH, () -> FIRST);
        lists.start();
        lists.close();

        assertThat(time.pending()).isZero();
        time.advance(Duration.ofHours(1));
        assertThat(api.watched()).hasSize(1);
        assertThatThrownBy(() -> lists.refresh(Duration.ofSeconds(1)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no longer followed");
    }
}
