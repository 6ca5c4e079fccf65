package io.github.accessentries.internal.following;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.AgeClock;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one list: its objects, up to which version, and when that was certain. Not thread-safe.
 *
 * @param <T> what an object is decoded to
 */
final class KnownObjects<T> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");

    /**
     * A list as it was read.
     *
     * @param began when reading it began
     * @param version its version
     * @param objects by their places, in the order in which clusters list them
     */
    record Read<T>(AgeClock.Moment began, String version, SortedMap<String, T> objects) {}

    private final ListSource source;
    private final BiFunction<JsonObject, String, T> decoder;
    private SortedMap<String, T> objects = new TreeMap<>();
    private String version = "";
    private AgeClock.@Nullable Moment listedAt;
    private AgeClock.@Nullable Moment provenAt;
    private Duration refused = Duration.ZERO;

    KnownObjects(ListSource source, BiFunction<JsonObject, String, T> decoder) {
        this.source = source;
        this.decoder = decoder;
    }

    /** Decodes a list; changes nothing. */
    Read<T> read(AgeClock.Moment began, KubernetesObjects.Listing listing) {
        SortedMap<String, T> read = new TreeMap<>();
        int number = 0;
        for (JsonObject item : listing.items()) {
            number++;
            String place = "item " + number;
            String key = WatchEvent.key(item)
                    .filter(known -> !read.containsKey(known))
                    .orElse(" " + place); // No name begins with a space.
            read.put(key, decode(item, key.startsWith(" ") ? place : key));
        }
        return new Read<>(began, listing.version(), read);
    }

    private T decode(JsonObject object, String place) {
        return decoder.apply(object, source.path() + ", " + PlainText.of(place));
    }

    /**
     * Takes a list for what there is. Objects that are equal stay the same, so that nobody need look into them again.
     *
     * @return whether anything is another than before
     */
    boolean replace(Read<T> list) {
        SortedMap<String, T> next = list.objects();
        next.replaceAll((key, object) -> {
            T known = objects.get(key);
            return object.equals(known) ? known : object;
        });
        boolean changed = listedAt == null || !next.equals(objects);
        objects = next;
        version = list.version();
        listedAt = list.began();
        proven(list.began());
        return changed;
    }

    /**
     * Takes over what a watch tells.
     *
     * @return whether anything is another than before
     * @throws WatchEvent.Unclear if it is not what can follow
     */
    boolean apply(WatchEvent event, AgeClock.Moment now) throws WatchEvent.Unclear {
        if (isBefore(event.version(), version)) {
            throw new WatchEvent.Unclear(
                    "an event of version " + PlainText.of(event.version()) + " came after " + PlainText.of(version));
        }
        boolean changed = event.type() != WatchEvent.Type.BOOKMARK && put(event);
        version = event.version();
        proven(now);
        return changed;
    }

    private boolean put(WatchEvent event) throws WatchEvent.Unclear {
        String key =
                WatchEvent.key(event.object()).orElseThrow(() -> new WatchEvent.Unclear("an event is about no name"));
        if (event.type() == WatchEvent.Type.DELETED) {
            return objects.remove(key) != null;
        }
        T object = decode(event.object(), key);
        if (object.equals(objects.get(key))) {
            return false;
        }
        objects.put(key, object);
        return true;
    }

    /** Versions of a cluster are numbers; of what is no number, nothing is said. */
    private static boolean isBefore(String one, String other) {
        return NUMBER.matcher(one).matches()
                && NUMBER.matcher(other).matches()
                && new BigInteger(one).compareTo(new BigInteger(other)) < 0;
    }

    private void proven(AgeClock.Moment at) {
        provenAt = at;
        refused = Duration.ZERO;
    }

    /** Trusts the version no longer, so that the list has to be read again. */
    void loseTrack() {
        version = "";
    }

    /** Knows nothing any more. */
    void clear() {
        objects = new TreeMap<>();
        version = "";
        listedAt = null;
        provenAt = null;
    }

    Collection<T> all() {
        return List.copyOf(objects.values());
    }

    String version() {
        return version;
    }

    /** When the list was read as a whole, {@code null} if it never was. */
    AgeClock.@Nullable Moment listedAt() {
        return listedAt;
    }

    /** The moment up to which everything is known, {@code null} if nothing is. */
    AgeClock.@Nullable Moment provenAt() {
        return provenAt;
    }

    /** Too old once is too old until there is another proof, wherever a clock is put. */
    boolean isOlderThan(Duration bound, AgeClock ages) {
        Duration age = age(ages);
        boolean isOld = age == null || age.compareTo(bound) > 0;
        refused = age != null && isOld ? age : refused;
        return isOld;
    }

    /** How long ago everything was known, {@code null} if it never was. */
    @Nullable
    Duration age(AgeClock ages) {
        if (provenAt == null) {
            return null;
        }
        Duration age = ages.since(provenAt);
        return age.compareTo(refused) > 0 ? age : refused;
    }
}
