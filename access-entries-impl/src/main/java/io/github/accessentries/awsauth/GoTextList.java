package io.github.accessentries.awsauth;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts into which Go decodes, maybe more than once: what a later list does not say is what stood at its place
 * before, even behind the end of a shorter list in between.
 */
final class GoTextList {

    private final List<String> room = new ArrayList<>();
    private int length;

    void clear() {
        room.clear();
        length = 0;
    }

    /** Begins to decode anew; what is not set stays. */
    void reach(int index) {
        if (index == room.size()) {
            room.add("");
        }
        length = Math.max(length, index + 1);
    }

    void set(int index, String text) {
        room.set(index, text);
    }

    void end(int count) {
        if (count == 0) {
            clear();
        }
        length = count;
    }

    List<String> texts() {
        return List.copyOf(room.subList(0, length));
    }
}
