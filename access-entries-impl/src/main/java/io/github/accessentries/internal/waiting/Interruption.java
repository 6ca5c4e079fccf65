package io.github.accessentries.internal.waiting;

import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Whether a call failed because its thread was interrupted. Clients tell that in many ways, most of which look like a network that is
 * down, and whoever asked for the end is not to look for a fault there.
 */
public final class Interruption {

    private Interruption() {}

    /**
     * Whether an interrupt is behind a failure. What is in its causes says nothing: the SDK ends what takes too long by an interrupt.
     *
     * @param failure the client's exception
     * @return whether the thread that asks, which made the call, was interrupted
     */
    public static boolean isBehind(Throwable failure) {
        return failure instanceof AbortedException || Thread.currentThread().isInterrupted();
    }

    /**
     * What to say of such a call.
     *
     * @param whom who was asked
     * @param changes whether it was asked to change something
     * @return the rest of a sentence
     */
    public static String before(String whom, boolean changes) {
        return "the call was interrupted before " + whom + " answered; "
                + (changes ? "it may have had its effect all the same, so look before you repeat it" : "ask again");
    }
}
