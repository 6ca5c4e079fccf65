package io.github.accessentries.internal.text;

/** Numbers of things, in English. Not for users of the library. */
public final class Counted {

    private Counted() {}

    /**
     * A number of things.
     *
     * @param number how many there are
     * @param thing the word for one, whose plural ends in s
     * @return for example {@code 1 change} or {@code 2 changes}
     */
    public static String of(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
