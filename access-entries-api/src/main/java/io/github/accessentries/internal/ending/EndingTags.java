package io.github.accessentries.internal.ending;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Endings as tags: each is cut into values of a length that EKS takes, under keys with the id of the ending, the number of the
 * part and the number of parts. A tag that was changed, added or lost no longer fits the id, and the ending counts as broken.
 */
public final class EndingTags {

    /** How the keys of these tags begin, which is kept for them. */
    public static final String PREFIX = "access-entries/until/";

    private static final Pattern KEY =
            Pattern.compile(Pattern.quote(PREFIX) + "(?<id>[0-9a-f]{12})/(?<part>[1-9][0-9]?)of(?<parts>[1-9][0-9]?)");
    private static final int VALUE_LENGTH = 256;

    private EndingTags() {}

    /**
     * Tags that look like those of an ending and are none.
     *
     * @param keys their keys
     * @param reason what is wrong with them
     */
    public record Broken(SortedSet<String> keys, String reason) {}

    /**
     * What the tags of an entry hold.
     *
     * @param endings the endings by id
     * @param broken what looks like one and is none
     */
    public record Read(Map<String, Ending> endings, List<Broken> broken) {}

    /**
     * Whether the key of a tag is kept for endings.
     *
     * @param key any key
     * @return {@code true} if it begins as they do
     */
    public static boolean isKept(String key) {
        return key.startsWith(PREFIX);
    }

    /**
     * Refuses keys that are kept for endings, because access would never end without its tag.
     *
     * @param key the key of a tag that somebody names
     * @throws IllegalArgumentException if it begins as the keys of endings do
     */
    public static void requireNotKept(String key) {
        if (isKept(key)) {
            throw new IllegalArgumentException("Tag key " + PlainText.quoted(key) + " begins with \"" + PREFIX
                    + "\", under which temporary grants are kept; leave these tags alone, and withdraw the access that is"
                    + " to end earlier");
        }
    }

    /**
     * Writes an ending.
     *
     * @param ending the ending
     * @return its tags
     */
    public static Map<String, String> of(Ending ending) {
        String text = EndingText.of(ending);
        int parts = (text.length() + VALUE_LENGTH - 1) / VALUE_LENGTH;
        Map<String, String> tags = new TreeMap<>();
        for (int part = 1; part <= parts; part++) {
            tags.put(
                    PREFIX + Ending.idOf(text) + "/" + part + "of" + parts,
                    text.substring((part - 1) * VALUE_LENGTH, Math.min(text.length(), part * VALUE_LENGTH)));
        }
        return tags;
    }

    /**
     * Reads all endings.
     *
     * @param tags the tags of an entry
     * @return what they hold
     */
    public static Read read(Map<String, String> tags) {
        Map<String, Map<String, String>> byId = new TreeMap<>();
        List<Broken> broken = new ArrayList<>();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (isKept(tag.getKey())) {
                Matcher key = KEY.matcher(tag.getKey());
                if (key.matches()) {
                    byId.computeIfAbsent(key.group("id"), id -> new TreeMap<>()).put(tag.getKey(), tag.getValue());
                } else {
                    broken.add(new Broken(
                            new TreeSet<>(List.of(tag.getKey())), "its key is not one that this library writes"));
                }
            }
        }
        Map<String, Ending> endings = new TreeMap<>();
        byId.forEach((id, own) -> {
            try {
                endings.put(id, read(id, own));
            } catch (IllegalArgumentException e) {
                broken.add(new Broken(new TreeSet<>(own.keySet()), String.valueOf(e.getMessage())));
            }
        });
        return new Read(endings, List.copyOf(broken));
    }

    private static Ending read(String id, Map<String, String> own) {
        String start = PREFIX + id + "/";
        String text = IntStream.rangeClosed(1, own.size())
                .mapToObj(part -> own.getOrDefault(start + part + "of" + own.size(), ""))
                .collect(Collectors.joining());
        if (!Ending.idOf(text).equals(id)) {
            throw new IllegalArgumentException("a part of it is missing, or was changed by hand");
        }
        return EndingText.read(text);
    }
}
