package io.github.accessentries.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of which one goes wrong, by whatever way they are made, and after each of whose changes somebody may look. */
final class TroubledCalls {

    /** What goes wrong. */
    enum Trouble {
        /** The call never arrives. */
        FAIL,
        /** The service asks to call less often. */
        THROTTLE,
        /** The call takes effect and its answer is lost. */
        LOSE_ANSWER,
        /** The process dies before the call is sent. */
        DIE_BEFORE,
        /** The process dies after the call took effect. */
        DIE_AFTER
    }

    /** Stands for the end of the process: nothing that runs on may call any more. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A call. */
    interface Call<T> {
        T make() throws IOException;
    }

    private final int troubledCall;
    private final Trouble trouble;
    private final Runnable afterEachChange;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Integer> changes = new ArrayList<>();
    private final AtomicBoolean dead = new AtomicBoolean();

    /**
     * Makes the calls of one process.
     *
     * @param troubledCall which of the calls goes wrong, counted from one; zero for none
     */
    TroubledCalls(int troubledCall, Trouble trouble, Runnable afterEachChange) {
        this.troubledCall = troubledCall;
        this.trouble = trouble;
        this.afterEachChange = afterEachChange;
    }

    int count() {
        return calls.get();
    }

    /** Which of the calls so far changed something; the troubles of all others are alike. */
    synchronized List<Integer> changes() {
        return List.copyOf(changes);
    }

    /**
     * Makes a call, one after the other, so that whoever looks sees the state after just this one.
     *
     * @param changes whether it changes something
     * @param real makes it
     * @param throttled is the answer of a service that asks to call less often
     */
    synchronized <T> T make(boolean changes, Call<T> real, Call<T> throttled) throws IOException {
        if (dead.get()) {
            throw new ProcessDied();
        }
        int call = calls.incrementAndGet();
        if (changes) {
            this.changes.add(call);
        }
        if (call != troubledCall) {
            return seen(changes, real);
        }
        switch (trouble) {
            case FAIL -> throw new IOException("The call never arrived");
            case THROTTLE -> {
                return throttled.make();
            }
            case LOSE_ANSWER -> {
                seen(changes, real);
                throw new IOException("The answer was lost");
            }
            case DIE_BEFORE -> dead.set(true);
            case DIE_AFTER -> {
                seen(changes, real);
                dead.set(true);
            }
        }
        throw new ProcessDied();
    }

    private <T> T seen(boolean changes, Call<T> real) throws IOException {
        T answer = real.make();
        if (changes) {
            afterEachChange.run();
        }
        return answer;
    }
}
