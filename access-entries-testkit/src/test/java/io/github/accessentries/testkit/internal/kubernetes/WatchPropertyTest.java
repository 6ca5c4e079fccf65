package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.json;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A hundred watchers under writers that write at once, held against what a list of all writes says they have to see. */
class WatchPropertyTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final GroupResource RESOURCE = new GroupResource("", "configmaps");
    private static final int WATCHERS = 100;
    private static final int WRITERS = 3;
    private static final int WRITES = 250;

    private record Write(Optional<KubeObject> before, Optional<KubeObject> after) {}

    /** A selector, and the same in plain Java. */
    private record Chosen(String selector, Predicate<KubeObject> predicate) {

        static Chosen of(SplittableRandom random) {
            String value = String.valueOf((char) ('a' + random.nextInt(3)));
            return switch (random.nextInt(4)) {
                case 0 ->
                    new Chosen(
                            "l%3D" + value,
                            object -> value.equals(object.labels().get("l")));
                case 1 ->
                    new Chosen(
                            "l%21%3D" + value,
                            object -> !value.equals(object.labels().get("l")));
                case 2 -> new Chosen("l", object -> object.labels().containsKey("l"));
                default -> new Chosen("", object -> true);
            };
        }
    }

    @SuppressWarnings("try") // Closing it ends the watches that the rest of the test looks at.
    @Test
    void watchers_loseNothing_andInventNothing() throws Exception {
        long seed = System.nanoTime(); // Told on failure.
        try (ClusterUnderTest cluster = new ClusterUnderTest()) {
            List<Write> log = Collections.synchronizedList(new ArrayList<>());
            cluster.store().listen((resource, key, before, after) -> {
                if (resource.equals(RESOURCE)) {
                    log.add(new Write(before, after));
                }
            });
            long first = cluster.store().version();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS + WATCHERS);
            try {
                List<Future<Integer>> writing = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    SplittableRandom random = new SplittableRandom(seed + writer);
                    writing.add(threads.submit(() -> write(cluster, random)));
                }
                List<Future<List<String>>> seen = new ArrayList<>();
                List<Chosen> chosen = new ArrayList<>();
                List<Long> starts = new ArrayList<>();
                for (int i = 0; i < WATCHERS; i++) {
                    SplittableRandom random = new SplittableRandom(seed - i - 1);
                    Chosen each = Chosen.of(random);
                    long now = cluster.store().version();
                    long start = first + (now == first ? 0 : random.nextLong(now - first));
                    EventStream stream = cluster.watch(MAPS + "?watch=1&resourceVersion=" + start
                            + (each.selector().isEmpty() ? "" : "&labelSelector=" + each.selector()));
                    chosen.add(each);
                    starts.add(start);
                    seen.add(threads.submit(() -> read(stream)));
                }
                for (Future<Integer> each : writing) {
                    each.get();
                }
                cluster.post(MAPS, "{'metadata':{'name':'the-end','labels':{'l':'a'}}}");
                cluster.post(MAPS, "{'metadata':{'name':'the-end-b','labels':{'l':'b'}}}");
                cluster.close();
                for (int i = 0; i < WATCHERS; i++) {
                    assertThat(seen.get(i).get())
                            .as(
                                    "seed %s, watcher %s of %s from %s",
                                    seed, i, chosen.get(i).selector(), starts.get(i))
                            .isEqualTo(expected(log, chosen.get(i).predicate(), first, starts.get(i)));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static int write(ClusterUnderTest cluster, SplittableRandom random) {
        for (int i = 0; i < WRITES; i++) {
            String name = "m" + random.nextInt(8);
            String label = String.valueOf((char) ('a' + random.nextInt(4)));
            String body = "{'metadata':{'name':'" + name + "'"
                    + (label.equals("d") ? "" : ",'labels':{'l':'" + label + "'}") + "},'data':{'i':'" + i + "'}}";
            switch (random.nextInt(3)) {
                case 0 -> cluster.delete(MAPS + "/" + name);
                case 1 -> cluster.post(MAPS, body);
                default -> cluster.send("PUT", MAPS + "/" + name, body);
            }
        }
        return WRITES;
    }

    private static List<String> read(EventStream stream) throws InterruptedException {
        List<String> events = new ArrayList<>();
        for (Optional<byte[]> line = stream.next(); line.isPresent(); line = stream.next()) {
            JsonObject event = json(line.get());
            JsonObject object = event.getAsJsonObject("object");
            events.add(text(event, "type") + " " + text(object, "metadata/name") + " "
                    + text(object, "metadata/resourceVersion"));
        }
        return events;
    }

    /** Only these objects are written meanwhile, so each write has the version that follows on the one before. */
    private static List<String> expected(List<Write> log, Predicate<KubeObject> selected, long first, long start) {
        List<String> events = new ArrayList<>();
        for (int i = (int) (start - first); i < log.size(); i++) {
            long version = first + 1 + i;
            Write write = log.get(i);
            boolean was = write.before().filter(selected).isPresent();
            if (write.after().filter(selected).isPresent()) {
                events.add((was ? "MODIFIED " : "ADDED ") + write.after().get().name() + " " + version);
            } else if (was) {
                events.add("DELETED " + write.before().get().name() + " " + version);
            }
        }
        return events;
    }
}
