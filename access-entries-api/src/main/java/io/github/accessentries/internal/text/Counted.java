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
    public static String of(long number, String thing) {
        return of(number, thing, thing + "s");
    }

    /**
     * A number of things.
     *
     * @param number how many there are
     * @param one the word for one
     * @param many the word for more
     * @return for example {@code 1 entry} or {@code 2 entries}
     */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
